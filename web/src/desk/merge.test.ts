import assert from 'node:assert/strict';
import test from 'node:test';
import type { ConversationItem, ListPage } from './api.ts';
import { withFreshTop } from './merge.ts';

const item = (id: string, dueAt: string | null, lastAt = '2026-11-24T10:00:00-04:00') => ({ id, dueAt, lastAt }) as ConversationItem;
const due = (hour: number): string => `2026-11-24T${String(hour).padStart(2, '0')}:00:00-04:00`;
const page = (items: ConversationItem[], next: string | null): ListPage => ({ items, next, fetchedAt: 0 });
const ids = (pages: readonly ListPage[]): string[][] => pages.map(({ items }) => items.map(({ id }) => id));

test('a newcomer pushes the last of the first page to its end, where nothing falls between two pages', () => {
  const before = [page([item('1', due(8)), item('2', due(9))], 'c2'), page([item('3', due(10))], null)];
  const after = withFreshTop('due', before, page([item('9', due(7)), item('1', due(8))], 'c1'), ['9']);
  assert.deepEqual(ids(after), [['9', '1', '2'], ['3']]);
  assert.equal(after[0]?.next, 'c2');
});

test('what changed and is not in the fresh page has left it', () => {
  const before = [page([item('1', due(8)), item('2', due(9))], 'c2')];
  const after = withFreshTop('due', before, page([item('1', due(8)), item('0', due(8))], 'c'), ['2']);
  assert.deepEqual(ids(after), [['1', '0']]);
});

test('what moved up from a later page stands only once', () => {
  const before = [page([item('1', due(8)), item('2', due(9))], 'c2'), page([item('3', due(10)), item('4', due(11))], null)];
  const after = withFreshTop('due', before, page([item('3', due(7)), item('1', due(8))], 'c1'), ['3']);
  assert.deepEqual(ids(after), [['3', '1', '2'], ['4']]);
});

test('a first page that is the whole list leaves nothing of the old one', () => {
  assert.deepEqual(ids(withFreshTop('last', [page([item('1', null), item('2', null)], 'c')], page([item('2', null)], null), [])), [['2']]);
});

test('conversations without a deadline stand after those with one', () => {
  const before = [page([item('1', due(8)), item('2', null)], 'c2')];
  assert.deepEqual(ids(withFreshTop('due', before, page([item('0', due(7)), item('1', due(8))], 'c'), ['0'])), [['0', '1', '2']]);
});

test('by last movement, what moved pushes the oldest of the first page to its end, whatever its deadline', () => {
  const at = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, '0')}:00-04:00`;
  const before = [page([item('1', due(9), at(30)), item('2', due(8), at(20))], 'c2'), page([item('3', null, at(10))], null)];
  const fresh = page([item('3', null, at(40)), item('1', due(9), at(30))], 'c1');
  assert.deepEqual(ids(withFreshTop('last', before, fresh, ['3'])), [['3', '1', '2'], []]);
});
