import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachmentSaid } from './forgotten.ts';

const said: readonly [string, string][] = [
  ['Buenos días. Le adjunto la constancia.', 'adjunto'],
  ['ADJUNTO encontrará el programa', 'ADJUNTO'],
  ['En el archivo adjunto está el calendario.', 'adjunto'],
  ['Anexo la carta', 'Anexo'],
  ['Adjunté lo que pidió', 'Adjunté'],
  ['Ver documentos anexos', 'anexos'],
  ['Please find attached the form.', 'attached'],
  ['See the attachment', 'attachment'],
  ['No se preocupe. Le adjunto el recibo.', 'adjunto'],
  ['Le adjuntamos el pénsum\n\nEl lunes, Ana escribió:\n> Hola', 'adjuntamos'],
];
const silent = [
  '',
  'Ya puede retirar su constancia.',
  'Todavía no adjunto nada porque falta la firma.',
  'Va sin adjuntos',
  'No hay ningún anexo',
  'Nothing is not attached here',
  'Por favor, adjunte su cédula.',
  'Favor adjuntar el recibo',
  'Please attach your ID',
  'Recibimos su adjunto',
  'El documento que usted adjuntó está incompleto',
  'Gracias por enviar su archivo adjunto',
  'We received your attachment',
  'Le responde la directora adjunta',
  'Gracias.\n\nEl lun, 23 nov 2026, Ana <ana@correo.example> escribió:\n> Le adjunto mi cédula',
  'Gracias.\n> adjunto mi cédula',
  'Thanks.\n\nOn Monday Ana wrote:\nI have attached it',
  'desadjuntos y readjuntola',
];

for (const [text, word] of said)
  test(`it says that something goes along: ${JSON.stringify(text)}`, () => assert.equal(attachmentSaid(text), word));
for (const text of silent) test(`it says so of nothing: ${JSON.stringify(text)}`, () => assert.equal(attachmentSaid(text), null));

test('what is quoted never says it, whatever stands in it, and no text makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (quoted) => {
      const lines = quoted.split('\n').map((line) => `> ${line} adjunto`);
      assert.equal(attachmentSaid(`Gracias.\n${lines.join('\n')}`), null);
      attachmentSaid(quoted);
    }),
  );
});
