import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuOf } from './samples/cpu.ts';
import { previewOf, visibleText } from './quote.rules.ts';

const cases: readonly (readonly [string, string, string])[] = [
  [
    'Gmail in Spanish',
    'Gracias.\n\nEl lun, 2 mar 2026 a las 10:00, Info (<info@instituto.example>) escribió:\n\n> Hola\n> Adiós',
    'Gracias.',
  ],
  [
    'Gmail in English, folded over two lines',
    'Thanks\n\nOn Mon, Mar 2, 2026 at 10:00 AM Info <info@instituto.example>\nwrote:\n\n> Hi',
    'Thanks',
  ],
  ['Gmail from HTML, without marks', 'Gracias\nEl lun, 2 mar 2026, Info <i@x.example> escribió:\nHola\nAdiós', 'Gracias'],
  [
    'Outlook in Spanish',
    'Adjunto.\n\n________________________________\nDe: Info <info@instituto.example>\nEnviado: lunes\nPara: Ana\nAsunto: Becas\n\nHola',
    'Adjunto.',
  ],
  ['Outlook in English', 'See below\n\nFrom: Info\nSent: Monday\nTo: Ana\nSubject: X\n\nHi', 'See below'],
  ['bold header block', 'Ok\n*De:* Info\n*Enviado el:* lunes\n*Para:* Ana\n', 'Ok'],
  ['-----Mensaje original-----', 'Sí\n\n-----Mensaje original-----\nDe: x', 'Sí'],
  ['an answer below the quote', 'El 2/3/2026, Info escribió:\n> ¿Viene?\n\nSí, voy.', 'Sí, voy.'],
  ['answers between the lines', '> ¿Uno?\nSí\n> ¿Dos?\nNo', 'Sí\nNo'],
  ['a telephone that signs', 'Voy mañana\n\nEnviado desde mi iPhone', 'Voy mañana'],
  ['Outlook for Android', 'Voy\n\nObtener Outlook para Android', 'Voy'],
  ['a sentence that ends in «escribió:»', 'El profesor me escribió:\nque venga', 'El profesor me escribió:\nque venga'],
  ['«De:» in a list is no quote', 'De: Santiago\nquiero saber el horario', 'De: Santiago\nquiero saber el horario'],
];

for (const [name, text, visible] of cases) test(`${name} is trimmed to what was written`, () => assert.equal(visibleText(text), visible));

test('what is only a quote or a forward is shown whole', () => {
  for (const text of ['> todo\n> citado', '-----Original Message-----\nFrom: x\nSent: y\nTo: z\n\nHola', 'Enviado desde mi iPhone'])
    assert.equal(visibleText(text), text);
});

test('a quote of 100,000 lines takes no time', () => {
  const took = cpuOf(() => {
    assert.equal(visibleText(`Hola\n${'> línea\n'.repeat(100_000)}`), 'Hola');
    visibleText('El lunes 2\n'.repeat(100_000));
    visibleText('De: x\n'.repeat(100_000));
    visibleText(`On ${'a '.repeat(500_000)}`);
  });
  assert.ok(took < 1000, `${took} ms`);
});

test('the preview is one line that ends at a word', () => {
  assert.equal(previewOf('Hola\n\n  mundo'), 'Hola mundo');
  const long = previewOf('palabra '.repeat(100));
  assert.ok(long.length <= 160 && long.endsWith('palabra…'));
});
