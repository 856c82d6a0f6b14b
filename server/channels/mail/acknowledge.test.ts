import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { obligationsOf } from '#procedure';
import { sql } from 'kysely';
import type { Box } from '../../../tests/world/mail-desk.ts';
import { type SendDesk, sendDesk } from '../../../tests/world/send-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { showConversation } from '../../desk/show.ts';
import { acknowledgementText, mayAcknowledge } from './acknowledge.rules.ts';
import { stopsNow } from './acknowledge-store.ts';
import { acknowledgementHealth } from './acknowledgement-health.ts';

let desk: SendDesk;

before(async () => {
  desk = await sendDesk();
  await desk.k.settings.set('mail.acknowledgement_per_minute', 1000);
});
after(() => desk?.close());

const turn = (to: 'on' | 'off') => desk.k.settings.set('mail.acknowledgement', to);
const someone = () => `ana-${randomUUID().slice(0, 8)}@correo.example`;

interface Draft {
  readonly from?: string;
  readonly more?: string;
  readonly subject?: string;
}

function letter(box: Box, { from = someone(), more = '', subject = 'Reinscripción' }: Draft = {}): string {
  return `Return-Path: <${from}>\r\nFrom: Ana <${from}>\r\nTo: ${box.user}\r\nSubject: ${subject}\r\nMessage-ID: <${randomUUID()}@correo.example>\r\n${more}\r\nBuenas, ¿cuándo abre? ${randomUUID()}\r\n`;
}

async function queued(box: Box): Promise<{ id: string; recipients: string[]; sender: string }[]> {
  const { rows } = await sql<{ id: string; recipients: string[]; sender: string }>`
    select id, recipients, sender from mail.outgoing where mailbox_id = ${box.id} and automatic order by id`.execute(desk.k.db);
  return rows;
}

test('it is off by default: nothing goes out by itself', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  await box.deliver(letter(box));
  await box.settled(1);
  assert.deepEqual(await queued(box), []);
});

test('turned on, whoever begins a conversation is told its number and when the answer is due; it is no answer', async () => {
  await turn('on');
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  const from = someone();
  await box.deliver(letter(box, { from }));
  await box.settled(1);
  await desk.sender.look();
  const [shown] = await box.shown();
  const id = shown?.id as string;
  await eventually('it left', async () => desk.smtp.mails.some((one) => one.to.includes(from)));
  const mail = desk.smtp.mails.find((one) => one.to.includes(from));
  const raw = mail?.raw.toString() ?? '';
  assert.equal(mail?.from, '', 'under the null sender');
  assert.match(raw, /^Auto-Submitted: auto-replied/im);
  assert.match(raw, /^X-Auto-Response-Suppress: All/im);
  assert.match(raw, new RegExp(`VT-${id}`));
  assert.match(raw, /172-13/);
  assert.match(raw.replace(/=\r\n/g, ''), /\/estado\//);
  await eventually('it is told', async () => {
    const { messages } = await showConversation(desk.k, id, { messages: 50, before: null, isBrief: true });
    const event = messages.find((one) => one.event?.kind === 'acknowledged');
    return event?.delivery === 'accepted' && messages.every((one) => one.direction !== 'out');
  });
  const [row] = await obligationsOf(desk.k, { kind: 'conversation', id });
  assert.deepEqual([row?.state, row?.settledAt], ['open', null]);
  assert.equal((await box.shown())[0]?.state, 'open');
});

test('once a conversation: what comes into it later is not acknowledged', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  const from = someone();
  const first = letter(box, { from });
  const id = /^Message-ID: (<.*>)/im.exec(first)?.[1];
  await box.deliver(first);
  await box.settled(1);
  await box.deliver(letter(box, { from, more: `In-Reply-To: ${id}\r\n` }));
  await box.settled(2);
  assert.equal((await box.shown()).length, 1);
  assert.equal((await queued(box)).length, 1);
});

test('at most three to one address in 24 hours', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  const from = someone();
  for (let nr = 1; nr <= 5; nr += 1) {
    await box.deliver(letter(box, { from, subject: `Asunto ${nr}` }));
    await box.settled(nr);
  }
  assert.equal((await queued(box)).length, 3);
});

for (const [name, more, from] of [
  ['a robot', 'Auto-Submitted: auto-replied\r\n', undefined],
  ['a list', 'List-Id: <avisos.correo.example>\r\n', undefined],
  ['a newsletter', 'Precedence: bulk\r\n', undefined],
  ['whoever asks for no automatic answers', 'X-Auto-Response-Suppress: OOF, AutoReply\r\n', undefined],
  ['an address that nobody reads', '', 'noreply@correo.example'],
  ['a form whose answers go to nobody', 'Reply-To: no-reply@correo.example\r\n', undefined],
  ['our own mail coming back', 'X-Loop: itself\r\n', undefined],
] as const)
  test(`never to ${name}`, async () => {
    const box = await desk.mailbox({ smtp: desk.smtp.port });
    await box.deliver(letter(box, { more: more.replace('itself', box.user), ...(from === undefined ? {} : { from }) }));
    await box.settled(1);
    assert.deepEqual(await queued(box), []);
  });

test('never to the null return path, to what lies in Junk, nor to history', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  await box.deliver(letter(box).replace(/^Return-Path: .*$/im, 'Return-Path: <>'));
  await box.deliver(letter(box), { mailbox: 'Junk' });
  await box.settled(2);
  assert.deepEqual(await queued(box), []);
  const late = await desk.mailbox({ smtp: desk.smtp.port, since: Date.now() + 3_600_000 });
  await late.deliver(letter(late));
  await late.settled(1);
  assert.deepEqual(await queued(late), []);
});

test('two autoresponders end with one mail: what answers an acknowledgement is a robot’s and gets none', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  const from = someone();
  await box.deliver(letter(box, { from }));
  await box.settled(1);
  await desk.sender.look();
  await eventually('it left', async () => desk.smtp.mails.some((one) => one.to.includes(from)));
  const id = /^Message-ID: (<.*>)/im.exec(desk.smtp.mails.find((one) => one.to.includes(from))?.raw.toString() ?? '')?.[1];
  await box.deliver(
    letter(box, {
      from,
      subject: 'Respuesta automática: fuera de la oficina',
      more: `In-Reply-To: ${id}\r\nAuto-Submitted: auto-replied\r\n`,
    }),
  );
  await box.settled(2);
  assert.equal((await box.shown()).length, 1, 'it belongs to the conversation');
  assert.equal((await queued(box)).length, 1);
});

test('a mailbox has so many a day and no more; that is told once', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  await desk.k.settings.set('mail.acknowledgement_per_day', 2);
  for (let nr = 1; nr <= 4; nr += 1) {
    await box.deliver(letter(box));
    await box.settled(nr);
  }
  await desk.k.settings.set('mail.acknowledgement_per_day', 300);
  assert.equal((await queued(box)).length, 2);
  assert.deepEqual(
    (await stopsNow(desk.k)).filter((one) => one.mailboxId === box.id).map((one) => one.cause),
    ['day'],
  );
});

test('a server that refuses the null sender gets the mailbox’s own', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  const from = someone();
  desk.smtp.refuseRecipients(1, 550, '5.7.1 null sender not allowed');
  await box.deliver(letter(box, { from }));
  await box.settled(1);
  await eventually('it left', async () => (await desk.sender.look(), desk.smtp.mails.some((one) => one.to.includes(from))));
  assert.equal(desk.smtp.mails.find((one) => one.to.includes(from))?.from, box.user);
});

test('too many in a minute stop them all for an hour, with an alarm', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  await desk.k.settings.set('mail.acknowledgement_per_minute', 1);
  for (let nr = 1; nr <= 3; nr += 1) {
    await box.deliver(letter(box));
    await box.settled(nr);
  }
  assert.ok((await queued(box)).length <= 1);
  const stops = (await stopsNow(desk.k)).filter((one) => one.mailboxId === null && one.cause === 'minute');
  assert.equal(stops.length, 1);
  assert.ok((stops[0]?.until ?? 0) > desk.k.clock.now() + 3_000_000);
  const told = await acknowledgementHealth.check(desk.k);
  assert.equal(told.ok, false);
});

test('it says nothing of what was written, and says both moments in words', () => {
  const text = acknowledgementText({
    institution: 'Instituto',
    department: 'Servicio al Usuario',
    number: 'VT-10482',
    receivedAt: Date.parse('2026-11-25T10:40:00-04:00'),
    dueAt: Date.parse('2026-11-30T12:00:00-04:00'),
    link: 'https://ventanilla.example/estado/x',
    privacy: { es: 'Ley 172-13', en: 'Law 172-13' },
  });
  assert.match(text, /el miércoles 25 de noviembre de 2026 a las 10:40 am y quedó registrado con el número VT-10482/);
  assert.match(text, /a más tardar el lunes 30 de noviembre de 2026 a las 12:00 pm/);
  assert.match(text, /Wednesday, 25 November 2026, 10:40 am/);
});

test('nobody is acknowledged in whose name somebody else may have written, nor a day late', () => {
  const inbound = {
    direction: 'in',
    nature: 'person',
    isHistory: false,
    isIllegible: false,
    quarantineReason: null,
    receivedAt: 0,
    marks: [],
  } as const;
  const arrival = { inbound, folder: 'inbox', purpose: 'service' };
  assert.ok(mayAcknowledge(arrival, 1000));
  assert.ok(!mayAcknowledge({ ...arrival, inbound: { ...inbound, marks: ['warning:dmarc-fail'] } }, 1000));
  assert.ok(!mayAcknowledge(arrival, 86_400_000));
  assert.ok(!mayAcknowledge({ ...arrival, folder: 'import' }, 1000));
  assert.ok(!mayAcknowledge({ ...arrival, purpose: 'campaigns' }, 1000));
});
