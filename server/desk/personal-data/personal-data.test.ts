import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { module as desk, receive } from '../index.ts';
import { type Draft, mail } from '../testing.ts';
import { dividedBy } from './erase.rules.ts';
import { forget } from './erase.ts';
import { mboxEntry } from './mbox.rules.ts';

let world: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk] });
  operator = await world.signedIn('operator');
  coordinator = await world.signedIn('coordinator');
});
after(() => world?.close());

async function arrive(draft: Draft): Promise<{ id: string; contact: string }> {
  const id = (await receive(world.k, [mail(draft)]))[0]?.conversationId ?? '';
  return { id, contact: (await operator.get(`/conversations/${id}`)).body.requester.contact };
}
const wish = { kind: 'access', askedOn: '2026-11-20', askedBy: 'Ana Díaz', identifiedBy: 'document' };
const ask = async (contact: string, more = {}): Promise<string> =>
  (await operator.post(`/contacts/${contact}/data-requests`, { ...wish, ...more })).body.id;
const one = async (contact: string) => (await operator.get(`/contacts/${contact}/data-requests`)).body.items[0];

const day = (text: string) => Date.parse(`${text}T12:00:00-04:00`);

test('what is under way and what has not had its year stays; the day after the year it goes', () => {
  const now = day('2026-11-24');
  const { goes, kept } = dividedBy(now, [
    { id: '1', addressId: '1', state: 'open', closedAt: day('2020-01-01') },
    { id: '2', addressId: '1', state: 'waiting', closedAt: day('2020-01-01') },
    { id: '3', addressId: '1', state: 'resolved', closedAt: day('2025-11-24') },
    { id: '4', addressId: '1', state: 'resolved', closedAt: day('2025-11-23') },
  ]);
  assert.deepEqual(goes, ['4']);
  assert.deepEqual(
    kept.map(({ id, why, until }) => [id, why, until]),
    [
      ['1', 'open', null],
      ['2', 'open', null],
      ['3', 'year', day('2026-11-24')],
    ],
  );
  const leap = dividedBy(0, [{ id: '1', addressId: '1', state: 'resolved', closedAt: Date.parse('2028-02-29T12:00:00Z') }]).kept[0];
  assert.equal(leap?.until, Date.parse('2029-03-01T12:00:00Z'));
});

test('a mail goes into an mbox whole, and what looks like a beginning in it does not begin another', () => {
  const raw = Buffer.from('From: a@b.example\r\n\r\nFrom here\r\n>From there\r\nñ', 'utf8');
  const entry = mboxEntry(raw, Date.parse('2026-11-24T14:00:00Z')).toString('utf8');
  assert.equal(entry, 'From MAILER-DAEMON Tue Nov 24 14:00:00 2026\nFrom: a@b.example\r\n\r\n>From here\r\n>>From there\r\nñ\n\n');
});

test('a request has a clock of its own from the day it was asked, a target; what is said badly is refused', async () => {
  const { contact } = await arrive({ from: 'Ana Díaz <ana@correo.example>' });
  await ask(contact);
  const request = await one(contact);
  // Friday is day zero; five working days after it.
  assert.deepEqual(
    [request.dueAt, request.isOverdue, request.askedBy, request.steps],
    ['2026-11-27T16:00:00-04:00', false, 'Ana Díaz', []],
  );
  assert.equal((await coordinator.get('/data-requests')).body.items[0].id, request.id);
  const rows = (await operator.get('/obligations?clause=ley-172-13')).body.items;
  assert.deepEqual([rows[0].basis, rows[0].label.number], ['target', request.number]);
  for (const [more, code] of [
    [{ askedBy: ' ' }, 'asker-missing'],
    [{ askedOn: '2026-11-25' }, 'asked-in-future'],
  ] as const)
    assert.equal((await operator.post(`/contacts/${contact}/data-requests`, { ...wish, ...more })).body.code, code);
  assert.equal((await operator.post('/contacts/999999/data-requests', wish)).body.code, 'unknown-contact');
});

test('all that is held is handed over as JSON and as mail, by the coordinator, with a trace; then it can be closed', async () => {
  const raw = 'From: Berta <berta@correo.example>\r\nSubject: Nota\r\n\r\nBuenas';
  const { contact } = await arrive({
    from: 'Berta Gil <berta@correo.example>',
    subject: 'Nota',
    text: 'Buenas',
    rawSha256: await world.k.blobs.put(Buffer.from(raw)),
    attachments: [{ name: 'cédula.pdf', type: 'application/pdf', size: 3, sha256: 'a'.repeat(64), contentId: null, inline: false }],
  });
  await operator.post(`/contacts/${contact}/notes`, { text: 'Llamó ayer' });
  const id = await ask(contact);
  const end = { outcome: 'done', answer: 'Se le entregó por correo.' };
  assert.equal((await coordinator.post(`/data-requests/${id}/end`, end)).body.code, 'not-exported');
  for (const path of ['data', 'mail', 'erasure']) assert.equal((await operator.get(`/data-requests/${id}/${path}`)).status, 403);
  const { body } = await coordinator.get(`/data-requests/${id}/data`);
  assert.deepEqual(
    [body.card.notes[0].text, body.messages[0].text, body.messages[0].attachments[0].name, body.requests[0].id],
    ['Llamó ayer', 'Buenas', 'cédula.pdf', id],
  );
  const mbox = await coordinator.get(`/data-requests/${id}/mail`);
  assert.match(mbox.text, /^From MAILER-DAEMON .*\nFrom: Berta/);
  assert.match(String(mbox.headers['content-disposition']), /^attachment; filename="correos-DP-\d+\.mbox"$/);
  assert.equal((await coordinator.post(`/data-requests/${id}/end`, { ...end, answer: ' ' })).body.code, 'answer-missing');
  assert.equal((await coordinator.post(`/data-requests/${id}/end`, end)).status, 200);
  assert.equal((await coordinator.post(`/data-requests/${id}/end`, end)).body.code, 'data-request-ended');
  const closed = await one(contact);
  assert.deepEqual([closed.ended.outcome, closed.steps.map((step: { kind: string }) => step.kind)], ['done', ['data', 'mail']]);
  const [row] = (await operator.get('/obligations?clause=ley-172-13&state=met')).body.items;
  assert.equal(row.label.number, closed.number);
});

test('an erasure takes the card and what is older than its year, and says what stays, until when and why', async () => {
  const attached = await world.k.blobs.put(Buffer.from('adjunto viejo'));
  const from = 'Carla Peña <carla@correo.example>';
  const file = { name: 'acta.pdf', type: 'application/pdf', size: 13, sha256: attached, contentId: null, inline: false };
  const old = await arrive({
    from,
    subject: 'Vieja',
    text: 'zanahoria',
    isHistory: true,
    receivedAt: day('2025-01-10'),
    attachments: [file],
  });
  const recent = await arrive({ from, subject: 'Nueva', isHistory: true, receivedAt: day('2026-03-10') });
  const open = await arrive({ from: 'Carla <carla@otro.example>', subject: 'Abierta' });
  await operator.post(`/contacts/${old.contact}/unions`, { contact: open.contact });
  await operator.post(`/contacts/${old.contact}/phones`, { phone: '8095550123' });
  await operator.post(`/contacts/${old.contact}/notes`, { text: 'Algo' });
  assert.equal((await coordinator.get(`/data-requests/${await ask(old.contact)}/erasure`)).body.code, 'not-an-erasure');
  const id = await ask(old.contact, { kind: 'erasure' });
  assert.equal((await coordinator.post(`/data-requests/${id}/end`, { outcome: 'done', answer: 'Listo' })).body.code, 'not-erased');
  const plan = (await coordinator.get(`/data-requests/${id}/erasure`)).body;
  assert.deepEqual(plan, {
    notes: 1,
    phones: 1,
    addresses: 0,
    consents: 0,
    conversations: 1,
    kept: [
      { id: recent.id, number: `VT-${recent.id}`, why: 'year', until: '2027-03-10T12:00:00-04:00' },
      { id: open.id, number: `VT-${open.id}`, why: 'open', until: null },
    ],
  });
  assert.deepEqual((await coordinator.post(`/data-requests/${id}/erasure`, {})).body.kept, plan.kept);
  const gone = (await operator.get(`/conversations/${old.id}`)).body;
  assert.deepEqual(
    [gone.subject, gone.requester.name, gone.requester.email, gone.messages[0].text, gone.flags],
    ['', '', '', '', ['history', 'erased']],
  );
  assert.deepEqual((await operator.get('/search?q=zanahoria')).body.items, []);
  await forget(world.k, [attached]);
  await assert.rejects(world.k.blobs.get(attached), { code: 'blob-unknown' });
  const card = (await operator.get(`/contacts/${old.contact}`)).body;
  assert.deepEqual([card.name, card.phones, card.notes], ['', [], []]);
  // Both addresses have something that stays.
  assert.deepEqual(card.addresses.map((one: { email: string }) => one.email).toSorted(), ['carla@correo.example', 'carla@otro.example']);
  assert.equal((await operator.get(`/conversations/${recent.id}`)).body.subject, 'Nueva');
  world.clock.set('2027-03-12T10:00:00-04:00');
  await coordinator.post(`/data-requests/${id}/erasure`, {});
  const later = (await operator.get(`/contacts/${old.contact}`)).body;
  assert.deepEqual(
    later.addresses.map((one: { email: string }) => one.email),
    ['carla@otro.example'],
  );
  assert.equal((await coordinator.post(`/data-requests/${id}/end`, { outcome: 'done', answer: 'Se suprimió.' })).status, 200);
  // Whoever was erased and writes again is somebody new.
  const again = await arrive({ from, receivedAt: day('2027-03-12') });
  assert.notEqual(again.contact, old.contact);
});

test('what is asked and done about data is in the register by number, never in words', async () => {
  const auditor = await world.signedIn('auditor');
  const { items } = (await auditor.get('/acts?subject=data-request&limit=200')).body;
  assert.ok(items.length >= 8);
  assert.doesNotMatch(JSON.stringify(items), /Ana|Berta|Carla|correo\.example/);
});
