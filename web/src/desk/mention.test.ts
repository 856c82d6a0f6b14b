import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionAt, mentionsFor } from './mention.ts';

test('an «@» at the beginning of a word begins a name, as long as a name could stand there', () => {
  assert.deepEqual(mentionAt('Mire, @Nu', 9), { from: 6, typed: 'Nu' });
  assert.deepEqual(mentionAt('@', 1), { from: 0, typed: '' });
  assert.deepEqual(mentionAt('(@María Jo', 10), { from: 1, typed: 'María Jo' });
  for (const text of ['ana@itla', '@Nurys, ', '@Nurys  ', '@ ', 'sin nadie']) assert.equal(mentionAt(text, text.length), null, text);
  assert.equal(mentionAt('@Nurys y más', 3)?.typed, 'Nu');
});

test('names are found by their beginning first, then by another word, without accents', () => {
  const people = ['Ana Peña', 'Nurys Peña', 'Pedro Gil', 'Péndola Ruiz'].map((name, i) => ({ id: String(i), name }));
  const named = (typed: string) => mentionsFor(people, typed).map((one) => one.name);
  assert.deepEqual(named('pe'), ['Pedro Gil', 'Péndola Ruiz', 'Ana Peña', 'Nurys Peña']);
  assert.deepEqual(named('nurys p'), ['Nurys Peña']);
  assert.deepEqual(named('Nurys Peña'), []);
  assert.deepEqual(named('zoila'), []);
});
