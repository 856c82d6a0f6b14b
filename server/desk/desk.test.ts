import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { cursorOf, module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { module as desk, receive } from './index.ts';
import { answerTo, mail, replyTo } from './testing.ts';
import type { Inbound } from './port.ts';

let world: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk] });
  operator = await world.signedIn('operator');
  coordinator = await world.signedIn('coordinator');
});
after(() => world?.close());

async function arrive(...mails: readonly Inbound[]): Promise<string[]> {
  return (await receive(world.k, mails)).map((one) => one.conversationId ?? '');
}

const open = async (id: string, who = operator) => (await who.get(`/conversations/${id}`)).body;
const listed = async (query: string, who = operator): Promise<string[]> =>
  (await who.get(`/conversations?${query}`)).body.items.map((one: { id: string }) => one.id);

test('a list item is the contract’s to the letter', async () => {
  const [id] = await arrive(mail({ subject: 'Pago con tarjeta', receivedAt: Date.parse('2026-11-24T09:30:00-04:00') }));
  const { body } = await operator.get('/conversations?view=toAnswer&limit=200');
  const item = body.items.find((one: { id: string }) => one.id === id);
  assert.deepEqual(
    { ...item, requester: { ...item.requester, id: typeof item.requester.id, contact: typeof item.requester.contact } },
    {
      id,
      number: `VT-${id}`,
      subject: 'Pago con tarjeta',
      channel: 'mail',
      requester: { id: 'string', name: 'Ana Díaz', email: 'ana@correo.example', contact: 'string' },
      mailbox: 'info@itla.example',
      state: 'open',
      assignee: null,
      dueAt: '2026-11-27T09:30:00-04:00',
      receivedAt: '2026-11-24T09:30:00-04:00',
      lastAt: '2026-11-24T09:30:00-04:00',
      preview: 'Buenos días. Quisiera saber cuándo abre la reinscripción.',
      flags: [],
      share: 23.5 / 24,
      isOverdue: false,
      remainingSeconds: 23.5 * 3600,
      messageCount: 1,
      areas: [],
      mergedInto: null,
      tags: [],
      snoozedUntil: null,
    },
  );
});

test('a conversation shows its messages oldest first, its obligations and what belongs to it', async () => {
  const question = mail({ html: '<p>Hola <img src="cid:foto"></p>', rawSha256: null, text: 'Hola', visibleText: 'Hola' });
  const [id = ''] = await arrive(question, answerTo(question, { text: 'Sí.\n> Hola', visibleText: 'Sí.' }));
  const body = await open(id);
  assert.deepEqual(
    body.messages.map((one: { direction: string }) => one.direction),
    ['in', 'out'],
  );
  const [asked, answered] = body.messages;
  assert.deepEqual(
    [asked.from, asked.to, asked.cc, asked.text, asked.html, asked.delivery],
    [{ name: 'Ana Díaz', email: 'ana@correo.example' }, [{ name: '', email: 'info@itla.example' }], [], 'Hola', question.html, null],
  );
  assert.deepEqual(
    [answered.answeredElsewhere, answered.hasQuote, answered.visibleText, answered.settles !== null],
    [true, true, 'Sí.', true],
  );
  assert.deepEqual(
    body.obligations.map((one: { clause: string; state: string; conversation: string }) => [one.clause, one.state, one.conversation]),
    [['5.3', 'met', id]],
  );
  assert.deepEqual([body.escalations, body.related, body.state, body.dueAt], [[], [], 'waiting', null]);
});

test('the console asks for no html and the beginning of long texts; the last messages come first', async () => {
  const question = mail({ text: 'x'.repeat(50_000), html: '<p>x</p>' });
  const [id = ''] = await arrive(
    question,
    ...[1, 2, 3].map((n) => replyTo(question, { text: `n${n}`, receivedAt: question.receivedAt + n * 1000 })),
  );
  const { body } = await operator.get(`/conversations/${id}?brief=true&messages=2`);
  assert.deepEqual(
    body.messages.map((one: { text: string }) => one.text),
    ['n2', 'n3'],
  );
  const { body: rest } = await operator.get(`/conversations/${id}?brief=true&messages=2&before=${body.earlier}`);
  assert.deepEqual(
    rest.messages.map((one: { text: string; isTextCut: boolean; html: null; isHtmlLeftOut: boolean }) => [
      one.text.length,
      one.isTextCut,
      one.html,
      one.isHtmlLeftOut,
    ]),
    [
      [20_000, true, null, true],
      [2, false, null, false],
    ],
  );
  assert.equal(rest.earlier, null);
});

test('taking, assigning, giving back: who, to whom, an act each, and no colleague of one’s own accord', async () => {
  const [id = ''] = await arrive(mail());
  assert.equal((await operator.post(`/conversations/${id}/take`)).status, 200);
  const taken = await open(id);
  assert.deepEqual([taken.assignee.id, taken.assignee.email, taken.messages.at(-1).event.kind], [operator.id, operator.email, 'taken']);
  assert.ok((await listed('view=mine&limit=200')).includes(id));
  assert.ok(!(await listed('view=unassigned&limit=200')).includes(id));
  assert.equal((await operator.post(`/conversations/${id}/assignment`, { assignee: coordinator.id })).status, 403);
  assert.equal((await coordinator.post(`/conversations/${id}/assignment`, { assignee: coordinator.id })).status, 200);
  assert.equal((await operator.post(`/conversations/${id}/assignment`, { assignee: null })).body.type, '/problems/forbidden');
  assert.equal((await coordinator.post(`/conversations/${id}/assignment`, { assignee: null })).status, 200);
  assert.equal((await open(id)).assignee, null);
  const auditor = await world.signedIn('auditor');
  assert.equal(
    (await coordinator.post(`/conversations/${id}/assignment`, { assignee: auditor.id })).body.type,
    '/problems/unknown-assignee',
  );
  const { body } = await auditor.get(`/acts?subject=conversation:${id}`);
  assert.deepEqual(verbs(body), ['conversation.assigned', 'conversation.assigned', 'conversation.read', 'conversation.unassigned']);
});

function verbs(body: { items: { verb: string }[] }): string[] {
  return body.items.map((one) => one.verb).sort();
}

test('a note stands in the conversation, settles nothing and is found', async () => {
  const [id = ''] = await arrive(mail());
  const { status, body } = await operator.post(`/conversations/${id}/notes`, { text: 'Caja confirmó por teléfono: xilófono.' });
  assert.equal(status, 201);
  const shown = await open(id);
  assert.deepEqual(
    [shown.messages.at(-1).id, shown.messages.at(-1).direction, shown.messages.at(-1).author, shown.state],
    [body.id, 'note', 'Persona de operator', 'open'],
  );
  assert.deepEqual(await listed('q=xilofono'), [id]);
  assert.equal((await operator.post(`/conversations/${id}/notes`, { text: '  ' })).body.type, '/problems/text-missing');
});

test('it does not resolve while somebody waits; «no requiere respuesta» needs a reason and resolves nothing; reopening starts no clock', async () => {
  const [id = ''] = await arrive(mail());
  const refused = await operator.post(`/conversations/${id}/resolution`);
  assert.deepEqual([refused.status, refused.body.type], [409, '/problems/waits-for-answer']);
  assert.deepEqual((await operator.post(`/conversations/${id}/no-answer`, { reason: ' ' })).body.type, '/problems/reason-missing');
  assert.equal((await operator.post(`/conversations/${id}/no-answer`, { reason: 'Solo agradece.' })).status, 200);
  const aside = await open(id);
  assert.deepEqual(
    [aside.state, aside.dueAt, aside.obligations[0].state, aside.messages.at(-1).event],
    ['open', null, 'setAside', { kind: 'no-answer', by: 'Persona de operator', detail: 'Solo agradece.' }],
  );
  assert.deepEqual(aside.flags, ['set-aside']);
  assert.ok(!(await listed('view=toAnswer&limit=200')).includes(id));
  assert.equal((await operator.post(`/conversations/${id}/no-answer`, { reason: 'Otra vez.' })).body.type, '/problems/nothing-waits');
  assert.equal((await operator.post(`/conversations/${id}/resolution`)).status, 200);
  assert.equal((await operator.post(`/conversations/${id}/resolution`)).status, 200);
  assert.ok((await listed('view=resolved&limit=200')).includes(id));
  assert.equal((await operator.post(`/conversations/${id}/reopening`)).status, 200);
  const reopened = await open(id);
  assert.deepEqual([reopened.state, reopened.dueAt, reopened.obligations.length, reopened.flags], ['open', null, 1, []]);
  const auditor = await world.signedIn('auditor');
  assert.deepEqual(verbs((await auditor.get(`/acts?subject=conversation:${id}`)).body), [
    'conversation.needs-no-answer',
    'conversation.read',
    'conversation.reopened',
    'conversation.resolved',
  ]);
});

test('«Sin asignar» holds only what somebody has to take: what waits, neither answered nor set aside, until its requester writes again', async () => {
  const [waits, answered, thanks] = [mail(), mail(), mail()];
  const [a = '', b = '', c = ''] = await arrive(waits, answered, thanks);
  await arrive(answerTo(answered));
  assert.equal((await operator.post(`/conversations/${c}/no-answer`, { reason: 'Agradece.' })).status, 200);
  const unassigned = async () => {
    const ids = await listed('view=unassigned&limit=200');
    return [a, b, c].filter((id) => ids.includes(id));
  };
  assert.deepEqual(await unassigned(), [a]);
  await arrive(replyTo(thanks));
  assert.deepEqual([await unassigned(), (await open(c)).flags], [[a, c], []]);
});

test('what does not exist is said so, and no input breaks a route', async () => {
  for (const path of ['/conversations/999999999', '/messages/999999999/raw', '/messages/999999999/body', '/attachments/999999999'])
    assert.equal((await operator.get(path)).status, 404, path);
  for (const end of ['take', 'resolution', 'reopening'])
    assert.equal((await operator.post(`/conversations/999999999/${end}`)).status, 404, end);
  assert.equal((await operator.post('/conversations/999999999/notes', { text: 'x' })).status, 404);
  for (const query of ['view=none', 'limit=0', 'limit=201', 'cursor=x', `cursor=${cursorOf({ at: 1e17, id: '1' })}`, 'other=1'])
    assert.equal((await operator.get(`/conversations?${query}`)).status, 400, query);
  for (const query of ['', 'q=x&from=ayer', 'q=x&state=closed']) assert.equal((await operator.get(`/search?${query}`)).status, 400, query);
  for (const q of ["'", '":*', '\\', '%00', '&|!()', '* *', '<->', "a'b:*", '\ud800', 'VT-', 'vt-1', '999999999999999', 'ñ*'])
    assert.equal((await operator.get(`/search?q=${encodeURIComponent(q.toWellFormed())}`)).status, 200, q);
});

test('each view holds what it says, in its order, page by page', async () => {
  const day = 86_400_000;
  const base = world.clock.now();
  const made = await arrive(...[7, 1, 3, 2, 4].map((n) => mail({ subject: `orden ${n}`, receivedAt: base - n * day })));
  await arrive(
    mail({ nature: 'spam', subject: 'orden spam' }),
    mail({ isHistory: true, subject: 'orden viejo' }),
    mail({ isIllegible: true, quarantineReason: 'x', subject: 'orden roto' }),
  );
  const paged = async (view: string) => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await operator.get(`/conversations?view=${view}&limit=2${cursor && `&cursor=${cursor}`}`);
      ids.push(...body.items.map((one: { id: string }) => one.id));
      cursor = body.next ?? '';
    } while (cursor !== '');
    return ids;
  };
  const counts = (await operator.get('/conversations/counts')).body;
  for (const view of [
    'all',
    'toAnswer',
    'overdue',
    'dueToday',
    'mine',
    'unassigned',
    'escalated',
    'waiting',
    'resolved',
    'quarantine',
    'spam',
  ]) {
    const ids = await paged(view);
    const { items } = (await operator.get(`/conversations?view=${view}&limit=200`)).body;
    assert.deepEqual(
      ids,
      items.map((one: { id: string }) => one.id),
      view,
    );
    assert.equal(new Set(ids).size, ids.length, view);
    assert.equal(counts[view], ids.length, view);
    const keys = items.map((one: { dueAt: string | null; lastAt: string; id: string }) =>
      ['toAnswer', 'overdue', 'dueToday', 'mine', 'unassigned', 'escalated'].includes(view)
        ? [one.dueAt ?? '9', one.id]
        : [one.lastAt, one.id],
    );
    const sorted = [...keys].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : Number(x) - Number(y)));
    const isByDue = ['toAnswer', 'overdue', 'dueToday', 'mine', 'unassigned', 'escalated'].includes(view);
    assert.deepEqual(keys, isByDue ? sorted : sorted.toReversed(), view);
  }
  const [seven = '', one = ''] = made;
  assert.ok((await paged('overdue')).includes(seven) && !(await paged('overdue')).includes(one));
  assert.deepEqual([(await listed('view=all&q="orden viejo"')).length, (await listed('view=resolved&q="orden viejo"')).length], [1, 0]);
  assert.equal((await listed('view=spam&q=orden ')).length, 1);
  assert.equal((await listed('view=quarantine&q=orden ')).length, 1);
  assert.deepEqual(await listed('view=toAnswer&q=orden%201'), [one]);
});

test('a closure moves the deadline in the lists with it', async () => {
  const { declareClosure } = await import('#calendar');
  const [id = ''] = await arrive(mail({ receivedAt: Date.parse('2026-11-24T09:15:00-04:00') }));
  assert.equal((await open(id)).dueAt, '2026-11-27T09:15:00-04:00');
  await declareClosure(world.k, { date: '2026-11-26', reason: 'Tormenta' });
  const { body } = await operator.get('/conversations?view=toAnswer&limit=200');
  assert.equal(body.items.find((one: { id: string }) => one.id === id).dueAt, '2026-11-30T09:15:00-04:00');
});

test('raw mail is for those who may, and each reading is an act', async () => {
  const raw = await world.k.blobs.put(Buffer.from('From: a@b.example\r\n\r\nhola'));
  const [id = ''] = await arrive(mail({ rawSha256: raw }), mail());
  const [message] = (await open(id)).messages;
  const answer = await operator.get(`/messages/${message.id}/raw`);
  assert.deepEqual([answer.status, answer.headers['content-type'], answer.text], [200, 'message/rfc822', 'From: a@b.example\r\n\r\nhola']);
  assert.equal((await (await world.signedIn('head')).get(`/messages/${message.id}/raw`)).status, 403);
  const auditor = await world.signedIn('auditor');
  assert.equal((await auditor.get(`/messages/${message.id}/raw`)).status, 200);
  assert.equal((await auditor.get(`/acts?subject=message:${message.id}`)).body.items.length, 2);
});

test('search knows Spanish without accents, singular and plural, people, files and numbers by part', async () => {
  const found = async (q: string): Promise<string[]> =>
    (await operator.get(`/search?q=${encodeURIComponent(q)}`)).body.items.map((one: { id: string }) => one.id);
  const [a = '', b = ''] = await arrive(
    mail({
      from: 'Leandro Guzmán <lguzman@universidad.example>',
      subject: 'Convalidación de Cálculo I',
      text: 'Tengo dos acciones pendientes y la matrícula 2024-1187.',
    }),
    mail({
      subject: 'Certificación',
      text: 'Pregunta por convalidaciones.',
      attachments: [{ name: 'Récord_de_notas.pdf', type: 'application/pdf', size: 1, sha256: '00', contentId: null, inline: false }],
      searchText: 'contenido del archivo zanahoria',
    }),
  );
  const both = [a, b].sort();
  for (const q of ['convalidacion', 'CONVALIDACIÓN', 'convalidaciones ', 'convalidaciones', 'convalida', 'convalid*'])
    assert.deepEqual((await found(q)).sort(), both, q);
  for (const q of [
    'acción ',
    'acciones',
    '"acciones pendientes"',
    'guzman',
    'Leandro calculo',
    'lguzman@universidad.example',
    '2024-1187',
    'leandr',
    'lguzman@univer',
    'pendientes de',
    'cálculo estado',
    `VT-${a}`,
    `vt-${a}`,
  ])
    assert.deepEqual(await found(q), [a], q);
  for (const q of ['record', 'notas certificación', 'zanahoria', 'Récord_de_notas.pdf']) assert.deepEqual(await found(q), [b], q);
  for (const q of ['"pendientes acciones"', 'leandro zanahoria', 'VT-99999999', '']) assert.deepEqual(await found(q), [], q);
  assert.ok((await found(a.slice(1))).includes(a));
  const [item] = (await operator.get(`/search?q=${encodeURIComponent('acción ')}`)).body.items;
  assert.deepEqual(
    [
      item.matched,
      item.highlight.map(({ text, marks }: { text: string; marks: [number, number][] }) => marks.map(([x, y]) => text.slice(x, y))),
    ],
    ['text', [['acciones']]],
  );
  const [first] = (await operator.get('/search?q=leandro')).body.items;
  assert.equal(first.matched, 'people');
  const [named] = (await operator.get('/search?q=record')).body.items;
  assert.equal(named.matched, 'attachment');
  const [numbered] = (await operator.get(`/search?q=VT-${a}`)).body.items;
  assert.deepEqual([numbered.matched, numbered.highlight[0]], ['number', { text: `VT-${a}`, marks: [[3, 8]] }]);
});

test('search goes on page by page, and filters by mailbox, date and state', async () => {
  const word = 'murcielago';
  const base = Date.parse('2026-11-20T12:00:00-04:00');
  const other = { id: '2', address: 'admisiones@itla.example' };
  await arrive(
    ...Array.from({ length: 5 }, (_, i) =>
      mail({
        text: word,
        receivedAt: base + i * 86_400_000,
        ...(i === 4 && { mailbox: other }),
        ...(i === 0 && { nature: 'robot' as const }),
      }),
    ),
  );
  const pages: string[][] = [];
  for (let cursor = ''; ; ) {
    const { body } = await operator.get(`/search?q=${word}&limit=2${cursor && `&cursor=${cursor}`}`);
    pages.push(body.items.map((one: { lastAt: string }) => one.lastAt.slice(8, 10)));
    if (body.next === null) break;
    cursor = body.next;
  }
  assert.deepEqual(pages, [['24', '23'], ['22', '21'], ['20']]);
  const days = async (more: string) =>
    (await operator.get(`/search?q=${word}&${more}`)).body.items.map((one: { lastAt: string }) => one.lastAt.slice(8, 10));
  assert.deepEqual(await days('from=2026-11-21&to=2026-11-22'), ['22', '21']);
  assert.deepEqual(await days('mailbox=admisiones@itla.example'), ['24']);
  assert.deepEqual(await days('state=resolved'), ['20']);
});

test('pictures open by their signed address alone; everything else is saved, and nothing runs', async () => {
  const [sha, page] = await world.k.blobs.putMany([Buffer.from('png'), Buffer.from('<script>alert(1)</script>')]);
  const file = (name: string, type: string, contentId: string | null, sha256 = sha) => ({
    name,
    type,
    size: 3,
    sha256: sha256 ?? '',
    contentId,
    inline: contentId !== null,
  });
  const [id = ''] = await arrive(
    mail({
      html: '<p><img src="cid:Foto%401"><img src="cid:nadie"><a href="https://x.example">x</a></p>',
      attachments: [
        file('foto.png', 'image/png', '<foto@1>'),
        file('página "1".html', 'text/html', null, page),
        file('a.svg', 'image/svg+xml', 'svg'),
      ],
    }),
  );
  const [message] = (await open(id)).messages;
  const visitor = world.visitor();
  const [picture, html, svg] = await Promise.all(message.attachments.map((one: { url: string }) => visitor.get(`//${one.url.slice(1)}`)));
  assert.deepEqual(
    [picture.status, picture.headers['content-type'], String(picture.headers['content-disposition']).split(';')[0]],
    [200, 'image/png', 'inline'],
  );
  for (const one of [html, svg]) {
    assert.deepEqual(
      [
        one.status,
        one.headers['content-type'],
        String(one.headers['content-disposition']).split(';')[0],
        one.headers['x-content-type-options'],
      ],
      [200, 'application/octet-stream', 'attachment', 'nosniff'],
    );
  }
  const { url } = message.attachments[0];
  const otherThan = (letter: string) => (letter === 'A' ? 'B' : 'A');
  for (const broken of [url.replace(/(?<=sig=)./, otherThan), url.replace(/until=\d/, 'until=9'), url.split('?')[0]])
    assert.equal((await visitor.get(`//${broken.slice(1)}`)).status, 403, broken);
  assert.equal((await operator.get(`/attachments/${message.attachments[0].id}`)).status, 200);
  const frame = await visitor.get(`//${message.bodyUrl.slice(1)}`);
  assert.match(String(frame.headers['content-security-policy']), /default-src 'none'.*sandbox allow-popups/);
  assert.match(frame.text, /<img src="\/api\/v1\/attachments\/\d+\?until=\d+&amp;sig=[\w-]+"><img src="">/);
  world.clock.advance(13 * 3_600_000 + 1);
  assert.equal((await visitor.get(`//${url.slice(1)}`)).status, 403);
});
