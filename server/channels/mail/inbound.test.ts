import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, toIllegible, toInbound, warningsOf } from './inbound.ts';
import { parseMail } from './parse.ts';

const receipt = {
  mailboxId: '1',
  address: 'info@itla.test',
  purpose: 'service' as const,
  aliases: ['admisiones@itla.test'],
  folder: 'inbox' as const,
  rawSha256: 'ab'.repeat(32),
  internalDate: 1_000_000,
  receivedAt: 1_000_000,
  isHistory: false,
  wasShown: false,
};
const judge = { trusted: ['mx.itla.test'], isInSent: false, answersSent: false, now: 2_000_000 };
const parsed = (...lines: string[]) => parseMail(Buffer.from([...lines, '', 'Hola'].join('\r\n')));
const warned = (...lines: string[]) => warningsOf(receipt, parsed(...lines), judge.trusted);

test('answers that would go elsewhere and names that hold another address are warned of', () => {
  assert.deepEqual(warned('From: Ana <ana@correo.example>'), []);
  assert.deepEqual(warned('From: Ana <ana@correo.example>', 'Reply-To: ana2@correo.example'), []);
  assert.deepEqual(warned('From: Ana <ana@correo.example>', 'Reply-To: x@otro.example'), ['reply-to-differs']);
  assert.deepEqual(warned('From: "rector@itla.test" <x@correo.example>'), ['name-holds-address']);
});

test('only a server of ours is believed about the sender, and only above what the sender could have written', () => {
  const from = 'From: Ana <ana@correo.example>';
  const said = (by: string) => `Authentication-Results: ${by}; spf=fail; dmarc=fail header.from=correo.example`;
  assert.deepEqual(warned(said('mx.itla.test'), from), ['dmarc-fail']);
  assert.deepEqual(warned(said('mx.correo.example'), from), []);
  assert.deepEqual(warned('Received: from a by mx.correo.example; Mon, 23 Nov 2026 08:00:00 -0400', said('mx.itla.test'), from), []);
  assert.deepEqual(warned('Received: from a by in.mx.itla.test; Mon, 23 Nov 2026 08:00:00 -0400', said('mx.itla.test'), from), [
    'dmarc-fail',
  ]);
  assert.deepEqual(warned(said('mx.itla.test'), 'From: Rector <rector@itla.test>'), ['own-domain-unverified']);
});

test('Microsoft 365 is believed without a name, right under a host of theirs that is trusted', () => {
  const results = 'Authentication-Results: spf=fail smtp.mailfrom=x.example; dkim=none; dmarc=fail action=none header.from=correo.example';
  const hop = (by: string) => `Received: from a by ${by}; Mon, 23 Nov 2026 08:00:00 -0400`;
  const found = (trusted: readonly string[], ...lines: string[]) =>
    warningsOf(receipt, parsed(...lines, 'From: Ana <ana@correo.example>'), trusted);
  assert.deepEqual(found(['outlook.com'], hop('DM6PR07.namprd07.prod.outlook.com'), results), ['dmarc-fail']);
  assert.deepEqual(found(['outlook.com'], results), [], 'nobody of theirs stands above it');
  assert.deepEqual(found(['mx.itla.test'], hop('mx.itla.test'), results), [], 'another server of ours would have said its name');
  assert.deepEqual(found([], hop('DM6PR07.namprd07.prod.outlook.com'), results), []);
});

test('a copy in Junk, one that we sent and one that came have keys of their own', () => {
  const keys = (['inbox', 'import', 'smtp', 'junk', 'sent'] as const).map((folder) => keyOf({ ...receipt, folder }, 'f'));
  assert.deepEqual(keys, ['mail:f', 'mail:f', 'mail:f', 'mail:junk:f', 'mail:out:f']);
  assert.equal(keyOf({ ...receipt, purpose: 'campaigns' }, 'f'), 'mail:campaigns:inbox:f');
  assert.equal(keyOf({ ...receipt, purpose: 'campaigns', folder: 'sent' }, 'f'), 'mail:out:f', 'an answer given from there counts');
  // What was shown as illegible stays the same message once it is understood.
  assert.equal(
    keyOf({ ...receipt, wasShown: true }, 'f'),
    toIllegible(receipt, { from: '', subject: '', messageId: null, text: '' }, 'x').key,
  );
});

test('the part after the plus of an address of ours is handed over, of anybody else’s not', () => {
  const token = (to: string) => toInbound(receipt, parsed('From: a@correo.example', `To: ${to}`), judge).threadToken;
  assert.equal(token('info+t12.abc@itla.test'), 't12.abc');
  assert.equal(token('Admisiones+t12.abc@itla.test'), 't12.abc');
  assert.equal(token('otro+t12.abc@correo.example'), null);
  assert.equal(token('info@itla.test'), null);
});

test('the direct parent is the last of the references', () => {
  const { references } = toInbound(receipt, parsed('From: a@correo.example', 'References: <1@x> <2@x> <3@x>', 'In-Reply-To: <3@x>'), judge);
  assert.deepEqual(references, ['1@x', '2@x', '3@x']);
  const many = `References: ${Array.from({ length: 500 }, (_, nr) => `<${nr}@x>`).join(' ')}`;
  assert.equal(toInbound(receipt, parsed('From: a@correo.example', many), judge).references.length, 40);
});

test('Junk is spam whatever it says, and a mail of ours that is in Sent is a loop', () => {
  const nature = (folder: 'inbox' | 'junk', isInSent: boolean, from = 'ana@correo.example') =>
    toInbound({ ...receipt, folder }, parsed(`From: ${from}`, 'Message-ID: <1@x>'), { ...judge, isInSent }).nature;
  assert.equal(nature('junk', false), 'spam');
  assert.equal(nature('inbox', true, 'info@itla.test'), 'loop');
  assert.equal(nature('inbox', true, 'admisiones@itla.test'), 'loop');
  assert.equal(nature('inbox', true), 'person');
  assert.equal(nature('inbox', false, 'info@itla.test'), 'person');
});

test('an absence notice that answers a mail of our Sent is a machine’s, whatever domain gave that mail its id', () => {
  const nature = (subject: string, answersSent: boolean) =>
    toInbound(receipt, parsed('From: ana@correo.example', `Subject: ${subject}`, 'In-Reply-To: <1@outlook.example>'), {
      ...judge,
      answersSent,
    }).nature;
  assert.equal(nature('Automatic reply: Re: su consulta', true), 'robot');
  assert.equal(nature('Automatic reply: Re: su consulta', false), 'person');
  assert.equal(nature('Re: su consulta', true), 'person');
});
