import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import { mail, messageId, person } from './mails.ts';

test('a mail of a number is always the same and believable to a parser', async () => {
  assert.deepEqual(mail(7), mail(7));
  assert.notDeepEqual(mail(7), mail(8));
  const read = await PostalMime.parse(
    mail(7, { subject: 'Año de inscripción', text: '¿Cuánto cuesta? Señal: 100 % = ñ.', inReplyTo: messageId(6) }),
  );
  assert.deepEqual(
    [read.from, read.subject, read.messageId, read.inReplyTo],
    [{ address: person(7).email, name: person(7).name }, 'Año de inscripción', messageId(7), messageId(6)],
  );
  assert.match(read.text ?? '', /¿Cuánto cuesta\? Señal: 100 % = ñ\./);
  assert.match(read.html ?? '', /¿Cuánto cuesta\?/);
});

test('the kinds have the sizes that their names say', async () => {
  const sizes = (['5k', '50k', '1m'] as const).map((kind) => mail(3, { kind }).length);
  const [small, middle, large] = sizes as [number, number, number];
  assert.ok(small > 4000 && small < 7000, `${small}`);
  assert.ok(middle > 45_000 && middle < 55_000, `${middle}`);
  assert.ok(large > 950_000 && large < 1_150_000, `${large}`);
  assert.equal((await PostalMime.parse(mail(3, { kind: '1m' }))).attachments.length, 2);
});

test('no address of a made mail could belong to anybody', () => {
  const addresses = Array.from(
    { length: 50 },
    (_, i) =>
      mail(i)
        .toString('latin1')
        .match(/[\w.]+@[\w.-]+/g) ?? [],
  ).flat();
  assert.deepEqual(
    addresses.filter((one) => !/\.(example|test)$/.test(one)),
    [],
  );
});
