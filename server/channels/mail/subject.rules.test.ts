import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuOf } from './samples/cpu.ts';
import { bareSubject, replySubject, subjectTag } from './subject.rules.ts';

test('prefixes of every mail program are stripped, however often', () => {
  for (const prefix of [
    'Re:',
    'RE: RV:',
    'FW: Fwd:',
    'AW: WG:',
    'Rép:',
    'TR: SV: VS:',
    'R: I:',
    'Antw:',
    'Enc: RES: Reenv:',
    '[EXTERNAL] Re:',
    'Re[2]:',
    'Re (3) :',
  ])
    assert.equal(bareSubject(`${prefix} Becas 2026`), 'Becas 2026', prefix);
});

test('words that only look like prefixes stay', () => {
  for (const subject of ['Reunión: mañana', 'Requisitos', 'I need help: urgent', 'Inscripción: dudas'])
    assert.equal(bareSubject(subject), subject);
});

test('the tag is found anywhere and is not part of the subject', () => {
  assert.equal(subjectTag('Re: Becas [vt-10482]'), 'VT-10482');
  assert.equal(subjectTag('VT-10482'), null);
  assert.equal(bareSubject('RV: [VT-10482] Re: Becas'), 'Becas');
});

test('an answer carries the tag once', () => {
  const once = replySubject('Becas', 'VT-7');
  assert.equal(once, 'Re: [VT-7] Becas');
  assert.equal(replySubject(once, 'VT-7'), once);
});

test('a subject of prefixes alone ends at once', () => {
  assert.ok(cpuOf(() => void bareSubject('Re: '.repeat(100_000))) < 300);
});
