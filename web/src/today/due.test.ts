import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aheadOf } from './ahead.ts';
import { answerPath, dateOf, shortName, toneOf } from './due.ts';

test('red is only a missed term of the text; a target that passed, or the last quarter of a term, is amber', () => {
  assert.equal(toneOf({ basis: 'text', isOverdue: true, share: 0 }), 'bad');
  assert.equal(toneOf({ basis: 'target', isOverdue: true, share: 0 }), 'warn');
  assert.equal(toneOf({ basis: 'text', isOverdue: false, share: 0.25 }), 'warn');
  assert.equal(toneOf({ basis: 'text', isOverdue: false, share: 0.26 }), 'calm');
});

test('whoever may answer comes to the open answer, others to the conversation', () => {
  const conversation = { id: '10001', number: 'VT-10001', subject: '', requester: '', mailbox: null, assignee: null };
  assert.equal(answerPath({ isOverdue: true, conversation }, true), '/bandeja/vencidos/10001?responder');
  assert.equal(answerPath({ isOverdue: false, conversation }, true), '/bandeja/todas/10001?responder');
  assert.equal(answerPath({ isOverdue: true, conversation }, false), '/bandeja/todas/10001');
});

test('a date is the institution’s, late at night too', () => {
  assert.equal(dateOf(Date.parse('2026-11-24T23:59:00-04:00')), '2026-11-24');
});

test('a name is short where there is no room', () => {
  assert.deepEqual(['Wilkin Santana', 'Ángela', 'luis manuel Féliz', ''].map(shortName), ['Wilkin S.', 'Ángela', 'luis M.', '']);
});

test('the next three days that are not worked, holidays and closures in order, none of the past', () => {
  const holiday = (date: string, name: string) => ({ date, name, legalDate: date, source: 'computed' as const });
  const closure = { id: '1', date: '2026-11-30', from: '12:00', to: null, reason: 'Lluvia', declaredBy: 'Ana', declaredAt: '' };
  const holidays = {
    year: 2026,
    source: 'computed' as const,
    confirmed: null,
    removed: [],
    items: [holiday('2026-11-09', 'Constitución'), holiday('2026-12-25', 'Navidad')],
  };
  assert.deepEqual(aheadOf({ holidays, closures: [closure] }, '2026-11-24'), [
    { date: '2026-11-30', name: 'Lluvia (12:00–24:00)' },
    { date: '2026-12-25', name: 'Navidad' },
  ]);
});
