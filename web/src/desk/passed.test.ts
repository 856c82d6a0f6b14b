import assert from 'node:assert/strict';
import test from 'node:test';
import type { MessageItem } from './api.ts';
import { linesOf, rota } from './passed.ts';

const message = (id: string) => ({ id, event: null }) as MessageItem;
const event = (id: string, kind: string, by: string) => ({ id, event: { kind, by, detail: null } }) as MessageItem;
const idsOf = (messages: readonly MessageItem[]) => linesOf(messages).map((line) => line.map(({ id }) => id).join('+'));

test('what the rota passed on day after day is one line', () => {
  const passed = [event('1', 'assigned', rota), event('2', 'unassigned', rota), event('3', 'assigned', rota)];
  assert.deepEqual(idsOf([message('0'), ...passed, message('4'), event('5', 'assigned', rota)]), ['0', '1+2+3', '4', '5']);
});

test('what a person did stands alone, and ends the line before', () => {
  const lines = [event('1', 'assigned', rota), event('2', 'assigned', 'Ana'), event('3', 'assigned', 'Ana'), event('4', 'assigned', rota)];
  assert.deepEqual(idsOf(lines), ['1', '2', '3', '4']);
});

test('other events and messages are never joined', () => {
  assert.deepEqual(idsOf([event('1', 'reminded', rota), event('2', 'reminded', rota), message('3'), message('4')]), ['1', '2', '3', '4']);
});
