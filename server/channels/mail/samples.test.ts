import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import { hostile, html, multipart, plain } from './samples/letters.ts';
import { assertReadable } from './samples/readable.ts';
import { flipped, type Sample, sharedSamples } from './samples/shared.ts';

const quarantined = JSON.parse(readFileSync(new URL('samples/quarantined.json', import.meta.url), 'utf8')) as Record<string, string>;
const made: Sample[] = [
  { name: 'plain', raw: plain('Señor:\r\n\r\nGracias.') },
  { name: 'html', raw: html('<p>Señor:</p><blockquote>Gracias</blockquote>') },
  {
    name: 'alternative',
    raw: multipart('alternative', [
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', 'Se=C3=B1or'],
      ['Content-Type: text/html', '', '<p>Señor</p>'],
    ]),
  },
  {
    name: 'mixed',
    raw: multipart('mixed', [
      ['', 'hola'],
      ['Content-Type: application/pdf; name="a.pdf"', 'Content-Transfer-Encoding: base64', '', 'JVBERi0xLjQK'],
    ]),
  },
  { name: 'images', raw: (hostile['43 inline images'] as () => Buffer)() },
];
const samples = [...made, ...sharedSamples()];

/** Where postal-mime, the yardstick, reads another mail than we do, and why ours is meant. */
const differs: Readonly<Record<string, string>> = {
  'legacy__016.eml': '8-bit subject and file name: ours reads windows-1252',
  'legacy__020.eml': '8-bit subject: ours reads windows-1252',
  'm3007.txt.eml': 'uuencoded parts: ours decodes them',
  'mac__lhost-mailfoundry-01.eml': 'lines end in a carriage return: ours reads the header',
  'mac__lhost-surfcontrol-01.eml': 'lines end in a carriage return: ours reads the header',
  'tnef__panic.tnef': 'not a mail but a winmail.dat: ours opens it',
  'tnef__triples.tnef': 'not a mail but a winmail.dat: ours opens it',
  'tnef__unicode-mapi-attr-name.tnef': 'not a mail but a winmail.dat: ours opens it',
};

test('at most five samples may be quarantined, each with its reason', () => {
  assert.ok(Object.keys(quarantined).length <= 5);
  for (const reason of Object.values(quarantined)) assert.ok(reason.length > 10);
});

for (const { name, raw } of samples) {
  if (quarantined[name] !== undefined) continue;
  test(`${name}: whole, cut at every tenth and with bytes flipped, it is read as far as it can be`, () => {
    assertReadable(raw, name);
    for (let tenth = 1; tenth < 10; tenth++)
      assertReadable(raw.subarray(0, Math.floor((raw.length * tenth) / 10)), `${name} cut at ${tenth}/10`);
    for (let seed = 1; seed <= 8; seed++) assertReadable(flipped(raw, seed), `${name} flipped ${seed}`);
  });
  if (differs[name] === undefined)
    test(`${name}: sender, subject, words and files are those that postal-mime reads`, async () => {
      const ours = assertReadable(raw, name);
      const theirs = await PostalMime.parse(raw, { forceRfc822Attachments: true });
      assert.equal(squeezed(ours.subject), squeezed(theirs.subject));
      assert.equal(ours.from?.email.toLowerCase() ?? '', theirs.from?.address?.toLowerCase() ?? '');
      if (theirs.text) assert.equal(squeezed(ours.text), squeezed(theirs.text));
      // postal-mime ends every line of an unencoded part in a line feed.
      assert.deepEqual(contents(ours.attachments), contents(theirs.attachments));
    });
}

function squeezed(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

function contents(attachments: readonly { readonly content: Uint8Array | ArrayBuffer | string }[]): string[] {
  return attachments
    .map(({ content }) =>
      hash(
        'sha256',
        Buffer.from(content as Uint8Array)
          .toString('latin1')
          .replace(/\s/g, ''),
      ),
    )
    .sort();
}
