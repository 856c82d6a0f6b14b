import { test } from 'node:test';
import { hostile, html, multipart, plain } from './samples/letters.ts';
import { assertReadable } from './samples/readable.ts';
import { flipped, sharedSamples } from './samples/shared.ts';

const seeds = 400;
const made = [
  { name: 'plain', raw: plain('Señor:\r\n\r\nGracias.') },
  { name: 'html', raw: html('<p style="color:red">Señor:</p><blockquote>Gracias <img src="cid:x"></blockquote>') },
  {
    name: 'mixed',
    raw: multipart('mixed', [
      ['', 'hola'],
      ['Content-Type: application/pdf; name="a.pdf"', 'Content-Transfer-Encoding: base64', '', 'JVBERi0xLjQK'],
    ]),
  },
];

for (const { name, raw } of [...made, ...sharedSamples()])
  test(`${name}: ${seeds} ways of flipping its bytes and 200 cuts`, () => {
    for (let seed = 100; seed < 100 + seeds; seed++) assertReadable(flipped(raw, seed), `${name} flipped ${seed}`);
    for (let cut = 1; cut < 200; cut++) assertReadable(raw.subarray(0, Math.floor((raw.length * cut) / 200)), `${name} cut at ${cut}/200`);
  });

for (const [name, make] of Object.entries(hostile))
  test(`${name}: also cut and flipped`, () => {
    const raw = make();
    for (let tenth = 1; tenth < 10; tenth++)
      assertReadable(raw.subarray(0, Math.floor((raw.length * tenth) / 10)), `${name} cut at ${tenth}/10`);
    for (let seed = 1; seed < 5; seed++) assertReadable(flipped(raw, seed), `${name} flipped ${seed}`);
  });
