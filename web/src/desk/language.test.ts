import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf, writingLanguage } from './language.ts';

test('a mail is read as English only where it says so', () => {
  assert.equal(languageOf('Buenos días, quisiera saber cuándo abre la reinscripción.'), 'es');
  assert.equal(languageOf('Dear Sirs, I would like to know when the enrolment of this term is.'), 'en');
  for (const text of ['', '20261020', 'OK']) assert.equal(languageOf(text), 'es');
});

test('an answer is checked in the language of what it answers, and of what is written once there is enough of it', () => {
  const asked = [
    { direction: 'in', visibleText: 'Could you please send me the programme of this course?' },
    { direction: 'note', visibleText: 'Para mí que es de la otra sede' },
  ];
  assert.equal(writingLanguage('', asked), 'en');
  assert.equal(writingLanguage('Dear', asked), 'en');
  assert.equal(writingLanguage('Buenos días, con gusto le enviamos el programa del curso', asked), 'es-DO');
  assert.equal(writingLanguage('', []), 'es-DO');
});
