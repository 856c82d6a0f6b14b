import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TagItem } from './api.ts';
import { foundTags, isNamed } from './found.ts';

const tag = (name: string, ...merged: string[]): TagItem => ({
  id: name,
  name,
  colour: 'grey',
  version: 1,
  uses: 0,
  merged: merged.map((one) => ({ id: one, name: one })),
});
const tags = [tag('Certificación'), tag('Récord de notas'), tag('Becas y ayudas', 'Crédito educativo'), tag('Nota de crédito')];

test('a tag is found without its accents, by any part, those that begin with it first', () => {
  assert.deepEqual(
    foundTags(tags, 'CREDITO').map((one) => one.name),
    ['Becas y ayudas', 'Nota de crédito'],
  );
  assert.deepEqual(
    foundTags(tags, 'nota').map((one) => one.name),
    ['Nota de crédito', 'Récord de notas'],
  );
  assert.equal(foundTags(tags, ' ').length, 4);
});

test('a name that is there already, or was merged, is not offered as a new one', () => {
  assert.ok(isNamed(tags, ' certificacion'));
  assert.ok(isNamed(tags, 'crédito  EDUCATIVO'));
  assert.ok(!isNamed(tags, 'certifica'));
});
