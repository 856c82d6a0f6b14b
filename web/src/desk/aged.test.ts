import assert from 'node:assert/strict';
import test from 'node:test';
import { dueOf } from './aged.ts';
import type { ConversationItem } from './api.ts';

const asked = Date.parse('2026-11-24T10:24:00-04:00');
const item = { dueAt: '2026-11-24T10:40:00-04:00', remainingSeconds: 960, share: 960 / 86_400 } as ConversationItem;

test('working time passes while the service is open', () => {
  const due = dueOf(item, asked, asked + 360_000, true);
  assert.equal(due?.remainingSeconds, 600);
  assert.equal(due?.isOverdue, false);
});

test('working time stands still while the service is closed', () => {
  assert.equal(dueOf(item, asked, asked + 360_000, false)?.remainingSeconds, 960);
});

test('a deadline that passes on an open page turns overdue by itself', () => {
  const due = dueOf(item, asked, asked + 961_000, true);
  assert.equal(due?.isOverdue, true);
  assert.equal(due?.share, 0);
});

test('without a deadline nothing is due', () => {
  assert.equal(dueOf({ ...item, dueAt: null, remainingSeconds: null }, asked, asked, true), null);
});
