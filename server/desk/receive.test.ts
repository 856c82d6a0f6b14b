import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as procedure } from '#procedure';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { module as desk, heldReferences, receive, threadToken } from './index.ts';
import type { Inbound } from './port.ts';
import { needsNoAnswer } from './no-answer.ts';
import { resolve } from './resolve.ts';
import { showConversation } from './show.ts';
import { answerTo, mail, replyTo } from './testing.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [kernel, calendar, procedure, desk] });
});
after(() => world?.close());

async function take(...mails: readonly Inbound[]): Promise<string[]> {
  return (await receive(world.k, mails)).map((one) => one.conversationId ?? one.outcome);
}

/** What stands in the row and in the obligations: 'opened→settled by', and ! where late, ~ where set aside. */
async function stand(id: string) {
  const { state, dueAt, flags, messageCount, obligations, related, subject, requester } = await showConversation(world.k, id, {
    messages: 50,
    before: null,
    isBrief: false,
  });
  return {
    state,
    dueAt,
    flags,
    messageCount,
    subject,
    who: requester.email,
    related: related.map((one) => one.id),
    spells: obligations.map(
      (one) =>
        `${String(one.openedAt).slice(5, 16)}→${typeof one.settledAt !== 'string' ? '' : `${one.settledAt.slice(5, 16)} ${one.settledBy} ${one.outcome}`}${one.setAside === null ? '' : ' set aside'}`,
    ),
  };
}

const at = (text: string) => Date.parse(`2026-11-${text}:00-04:00`);

test('5.3: a person’s mail opens a conversation with a deadline of 24 working hours', async () => {
  const [id = ''] = await take(mail({ receivedAt: at('24T10:00') }));
  const { state, dueAt, flags, messageCount, spells } = await stand(id);
  assert.deepEqual(
    { state, dueAt, flags, messageCount, spells },
    { state: 'open', dueAt: '2026-11-27T10:00:00-04:00', flags: [], messageCount: 1, spells: ['11-24T10:00→'] },
  );
  assert.ok(Number(id) > 10_000);
});

test('the same key again is known and changes nothing, also within a batch', async () => {
  const one = mail();
  const [first, again] = await receive(world.k, [one, one]);
  assert.deepEqual(first, again);
  const [later] = await receive(world.k, [{ ...one, text: 'otro', isHistory: true }]);
  assert.deepEqual(later, { key: one.key, outcome: 'known', messageId: first?.messageId, conversationId: first?.conversationId });
  assert.equal((await stand(first?.conversationId ?? '')).messageCount, 1);
});

test('the same mail received earlier in another mailbox starts the clock there', async () => {
  const one = mail({ receivedAt: at('24T10:00') });
  const [id = ''] = await take(one);
  await take({ ...one, receivedAt: at('24T09:00'), internalDate: at('24T09:00') });
  assert.deepEqual((await stand(id)).spells, ['11-24T09:00→']);
  assert.equal((await stand(id)).dueAt, '2026-11-27T09:00:00-04:00');
  await take({ ...one, receivedAt: at('24T11:00'), internalDate: at('24T11:00') });
  assert.deepEqual((await stand(id)).spells, ['11-24T09:00→']);
});

test('what an import reads in headers, or counts as history, moves no clock', async () => {
  const one = mail({ receivedAt: at('24T10:00') });
  const [id = ''] = await take(one);
  await take({ ...one, receivedAt: at('24T09:00') });
  await take({ ...one, receivedAt: at('24T09:00'), internalDate: at('24T09:00'), isHistory: true });
  assert.deepEqual((await stand(id)).spells, ['11-24T10:00→']);
});

test('a reply joins by References, a second message gives no new clock, our answer found in Sent ends the spell at its time', async () => {
  const first = mail({ receivedAt: at('23T10:00') });
  const second = replyTo(first, { receivedAt: at('23T12:00') });
  const [id = '', same] = await take(first, second);
  assert.equal(same, id);
  assert.deepEqual((await stand(id)).spells, ['11-23T10:00→']);
  assert.deepEqual(await take(answerTo(second, { receivedAt: at('23T15:00') })), [id]);
  const done = await stand(id);
  assert.deepEqual(
    [done.state, done.dueAt, done.flags, done.spells],
    ['waiting', null, ['answered-elsewhere'], ['11-23T10:00→11-23T15:00 sent-elsewhere met']],
  );
  await take(replyTo(first, { receivedAt: at('24T08:00') }));
  assert.deepEqual((await stand(id)).spells, ['11-23T10:00→11-23T15:00 sent-elsewhere met', '11-24T08:00→']);
  assert.equal((await stand(id)).state, 'open');
});

test('what was sent is unmatched until its question is held; then it is taken in, and settles what is already late', async () => {
  const question = mail({ receivedAt: at('16T10:00') });
  const answer = answerTo(question, { receivedAt: at('23T15:00') });
  assert.deepEqual(await take(answer), ['unmatched']);
  assert.deepEqual(await heldReferences(world.k, [question.messageId ?? '']), new Set());
  const [id = ''] = await take(question);
  assert.deepEqual(await heldReferences(world.k, [`<${question.messageId}>`, 'other']), new Set([`<${question.messageId}>`]));
  assert.deepEqual(await take(answer), [id]);
  assert.deepEqual((await stand(id)).spells, ['11-16T10:00→11-23T15:00 sent-elsewhere late']);
});

test('an answer whose clock stood before its question’s, read in one batch with it, belongs to it and answers nothing', async () => {
  const question = mail({ receivedAt: at('24T10:00') });
  const [answer, id = ''] = await take(answerTo(question, { receivedAt: at('24T09:59') }), question);
  assert.equal(answer, id);
  const { who, subject, state } = await stand(id);
  assert.deepEqual([who, subject, state], ['ana@correo.example', 'Reinscripción', 'open']);
});

test('automatic mail in Sent, and an answer only to people in CC, settle nothing', async () => {
  const question = mail({ cc: ['colega@correo.example'] });
  const [id = ''] = await take(question);
  await take(answerTo(question, { nature: 'robot' }), answerTo(question, { to: ['colega@correo.example'] }));
  const { state, spells, messageCount, flags } = await stand(id);
  assert.deepEqual([state, spells, messageCount, flags], ['open', ['11-24T09:00→'], 3, []]);
});

test('an answer of between, found late, parts one spell in two', async () => {
  const first = mail({ receivedAt: at('23T09:00') });
  const second = replyTo(first, { receivedAt: at('24T09:00') });
  const [id = ''] = await take(first, second);
  await take(answerTo(first, { receivedAt: at('23T16:00') }));
  assert.deepEqual((await stand(id)).spells, ['11-23T09:00→11-23T16:00 sent-elsewhere met', '11-24T09:00→']);
  assert.equal((await stand(id)).dueAt, '2026-11-27T09:00:00-04:00');
});

test('robots, lists, bounces, loops and spam are kept and shown, and never counted', async () => {
  for (const nature of ['robot', 'list', 'bounce', 'loop', 'spam'] as const) {
    const [id = ''] = await take(mail({ nature }));
    const { state, spells, flags, dueAt } = await stand(id);
    assert.deepEqual([state, spells, flags, dueAt], ['resolved', [], [nature], null], nature);
  }
});

test('a vacation reply does not stop the clock and opens nothing again', async () => {
  const question = mail();
  const [id = ''] = await take(question);
  await take(replyTo(question, { nature: 'robot' }));
  assert.deepEqual((await stand(id)).spells, ['11-24T09:00→']);
});

test('history is kept, threaded and resolved, without obligation; what comes after `since` has its own clock', async () => {
  const old = mail({ isHistory: true, receivedAt: at('02T09:00') });
  const [id = ''] = await take(old, replyTo(old, { isHistory: true, receivedAt: at('03T09:00') }));
  const before = await stand(id);
  assert.deepEqual([before.state, before.dueAt, before.spells, before.flags, before.messageCount], ['resolved', null, [], ['history'], 2]);
  await take(replyTo(old, { receivedAt: at('24T09:00') }));
  const then = await stand(id);
  assert.deepEqual([then.state, then.spells, then.flags], ['open', ['11-24T09:00→'], []]);
  // Its own history read again never takes the clock away.
  await take({ ...old, isHistory: false });
  assert.deepEqual((await stand(id)).spells, ['11-24T09:00→']);
});

test('what is understood at last gets its words, its people and its attachments, and its clock goes on', async () => {
  const illegible = mail({
    key: 'mail:raw:1',
    from: null,
    to: [],
    isIllegible: true,
    quarantineReason: 'tardó más de 10 s',
    subject: '',
    text: '',
    receivedAt: at('24T09:00'),
  });
  const [id = ''] = await take(illegible);
  const understood = mail({ key: 'mail:raw:1', subject: 'Récord de notas', text: 'Necesito mi récord.', receivedAt: at('24T11:00') });
  assert.deepEqual(await take(understood), [id]);
  const now = await stand(id);
  assert.deepEqual(
    [now.subject, now.who, now.flags, now.messageCount, now.spells],
    ['Récord de notas', 'ana@correo.example', [], 1, ['11-24T09:00→']],
  );
  await take(understood);
  assert.equal((await stand(id)).messageCount, 1);
});

test('what turns out to be a robot’s, once understood, never waited', async () => {
  const [id = ''] = await take(
    mail({ key: 'mail:raw:2', from: null, to: [], isIllegible: true, quarantineReason: 'memoria', subject: '', text: '' }),
  );
  await take(mail({ key: 'mail:raw:2', nature: 'robot' }));
  const now = await stand(id);
  assert.deepEqual([now.state, now.dueAt, now.flags], ['resolved', null, ['robot']]);
});

test('what could not be understood is in quarantine with its clock running, also without sender', async () => {
  const [id = ''] = await take(
    mail({ from: null, to: [], isIllegible: true, quarantineReason: 'tardó más de 10 s', subject: '', text: '', messageId: null }),
  );
  const { state, spells, flags, who } = await stand(id);
  assert.deepEqual([state, spells, flags, who], ['open', ['11-24T09:00→'], ['quarantine'], '']);
});

test('a stranger who names a conversation begins another, linked both ways; a participant joins', async () => {
  const question = mail({ cc: ['colega@correo.example'] });
  const [id = ''] = await take(question);
  const [stranger = '', colleague] = await take(
    replyTo(question, { from: 'Otro <otro@lejos.example>' }),
    replyTo(question, { from: 'Colega <colega@correo.example>' }),
  );
  assert.equal(colleague, id);
  assert.notEqual(stranger, id);
  assert.deepEqual([(await stand(stranger)).related, (await stand(id)).related], [[id], [stranger]]);
});

test('a forged tag or token shows nobody’s conversation; ours brings a participant back', async () => {
  const [id = ''] = await take(mail());
  const [tagged = '', forged] = await take(
    mail({ from: 'x@lejos.example', subject: `[VT-${id}] dígame` }),
    mail({ from: 'y@lejos.example', threadToken: `t${id}.${'0'.repeat(32)}` }),
  );
  assert.deepEqual([tagged === id, forged === id, (await stand(tagged)).related], [false, false, [id]]);
  assert.deepEqual(
    await take(mail({ threadToken: threadToken(world.k, id).toUpperCase() }), mail({ subject: `Re: [VT-${id}] y otra cosa` })),
    [id, id],
  );
});

test('two different mails under one Message-ID are two conversations', async () => {
  const [one, other] = await take(mail({ messageId: 'constant@scanner.example' }), mail({ messageId: 'constant@scanner.example' }));
  assert.notEqual(one, other);
});

test('a scanner that repeats its Message-ID makes no thread, even where one of its mails was answered', async () => {
  const first = mail({ messageId: 'repeated@scanner.example' });
  const [one] = await take(first, replyTo(first), answerTo(first));
  const [other] = await take(mail({ messageId: 'repeated@scanner.example', text: 'otra página' }));
  assert.notEqual(other, one);
});

test('the original, read after its answer, joins it', async () => {
  const original = mail();
  const [answer] = await take(replyTo(original));
  assert.deepEqual(await take(original), [answer]);
});

test('a form’s mail is the person’s in Reply-To', async () => {
  const question = mail({ from: 'Sitio <no-reply@sitio.example>', replyTo: ['Luz <luz@correo.example>'] });
  const [id = ''] = await take(question);
  await take(answerTo(question));
  const { who, state } = await stand(id);
  assert.deepEqual([who, state], ['luz@correo.example', 'waiting']);
});

test('a reply within the days opens a resolved one again; later it begins a linked one', async () => {
  const question = mail({ receivedAt: at('02T09:00') });
  const [id = ''] = await take(question);
  await take(answerTo(question));
  const ana = await world.asRole('operator');
  await resolve(ana, id);
  assert.equal((await stand(id)).state, 'resolved');
  assert.deepEqual(await take(replyTo(question, { receivedAt: world.clock.now() + 3_600_000 })), [id]);
  assert.equal((await stand(id)).state, 'open');
  await take(answerTo(question, { receivedAt: world.clock.now() + 7_200_000 }));
  await resolve(ana, id);
  const [later = ''] = await take(replyTo(question, { receivedAt: world.clock.now() + 31 * 86_400_000 }));
  assert.notEqual(later, id);
  assert.deepEqual((await stand(later)).related, [id]);
});

test('mail that was there before «no requiere respuesta», but read after it, still waits', async () => {
  const question = mail({ receivedAt: at('24T08:00') });
  const [id = ''] = await take(question);
  await needsNoAnswer(await world.asRole('operator'), id, 'Ya se le explicó por teléfono.');
  assert.deepEqual([(await stand(id)).state, (await stand(id)).dueAt], ['open', null]);
  await take(replyTo(question, { receivedAt: at('24T08:30') }));
  const { state, spells } = await stand(id);
  assert.deepEqual([state, spells], ['open', ['11-24T08:00→ set aside', '11-24T08:30→']]);
});

/** A thread of questions and answers by mails that point to each other, hour by hour. */
const anyThread = fc.array(fc.constantFrom('in', 'in', 'out', 'robot-in', 'robot-out', 'cc-out', 'colleague' as const), {
  minLength: 1,
  maxLength: 7,
});

function threadOf(kinds: readonly string[]): Inbound[] {
  const root = mail({ cc: ['colega@correo.example'], receivedAt: at('17T08:00') });
  const later = kinds.map((kind, i) => {
    const when = { receivedAt: at('17T08:00') + (i + 1) * 5_400_000 };
    if (kind === 'out') return answerTo(root, when);
    if (kind === 'robot-out') return answerTo(root, { ...when, nature: 'robot' });
    if (kind === 'cc-out') return answerTo(root, { ...when, to: ['colega@correo.example'] });
    if (kind === 'colleague') return replyTo(root, { ...when, from: 'Colega <colega@correo.example>', cc: ['ana@correo.example'] });
    return replyTo(root, { ...when, nature: kind === 'robot-in' ? 'robot' : 'person', cc: ['colega@correo.example'] });
  });
  return [root, ...later];
}

test('whatever the order and the batches in which a thread is read, its spells and state are the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyThread, fc.infiniteStream(fc.nat()), async (kinds, numbers) => {
      const [inOrder = ''] = await take(...threadOf(kinds));
      const thread = threadOf(kinds);
      const shuffled = thread
        .map((one) => ({ one, n: numbers.next().value }))
        .sort((a, b) => a.n - b.n)
        .map(({ one }) => one);
      let waiting = shuffled;
      let id = '';
      // As the mail module does: what is unmatched is kept, and offered again when something else has come.
      for (let round = 0; waiting.length > 0 && round < 10; round += 1) {
        const unmatched: Inbound[] = [];
        for (const one of waiting) {
          const [result] = await receive(world.k, [one]);
          if (result?.outcome === 'unmatched') unmatched.push(one);
          else id = result?.conversationId ?? id;
        }
        waiting = unmatched;
      }
      const [expected, actual] = [await stand(inOrder), await stand(id)];
      assert.deepEqual({ ...actual, related: [] }, { ...expected, related: [] });
    }),
    { numRuns: 25 },
  );
});

test('two servers that read one thread at once neither fork it nor hinder each other', async () => {
  const other = await world.again();
  try {
    const threads = Array.from({ length: 8 }, (_, n) => {
      const root = mail({ from: `P${n % 3} <p${n % 3}@correo.example>` });
      return [root, replyTo(root, { from: root.from?.email ?? null }), replyTo(root, { from: root.from?.email ?? null })];
    });
    const all = threads.flat();
    const reversed = all.toReversed();
    await Promise.all([
      receive(world.k, all),
      receive(other.k, reversed),
      ...threads.flatMap((thread) => [receive(other.k, thread.slice(1)), receive(world.k, thread.toReversed())]),
    ]);
    const ids = await Promise.all(threads.map((thread) => take(...thread)));
    for (const [root, ...rest] of ids) assert.deepEqual(rest, [root, root]);
    assert.equal(new Set(ids.map(([root]) => root)).size, 8);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from procedure.obligation where subject_id = any(${ids.map(([root]) => root)}::bigint[]) and withdrawn_at is null`.execute(
      world.k.db,
    );
    assert.equal(rows[0]?.n, 8);
  } finally {
    await other.close();
  }
});

test('a batch is one transaction: what fails leaves nothing of it', async () => {
  const one = mail();
  await assert.rejects(
    world.k.transaction(async (k) => {
      await receive(k, [one, mail()]);
      throw new Error('the caller fails');
    }),
    /the caller fails/,
  );
  const [again] = await receive(world.k, [one]);
  assert.equal(again?.outcome, 'stored');
});

test('hostile texts are taken in: NUL, half a surrogate pair, endless ids, addresses and words', async () => {
  const nasty = 'a\u0000b\ud800c';
  const [id = ''] = await take(
    mail({
      subject: nasty,
      text: `${nasty} ${'x'.repeat(100_000)} ${'palabra '.repeat(50_000)}`,
      html: nasty,
      searchText: nasty,
      messageId: 'i'.repeat(50_000),
      references: Array.from({ length: 2000 }, (_, i) => `${i}${'r'.repeat(900)}`),
      from: `${nasty} <${'l'.repeat(5000)}@x.example>`,
      cc: Array.from({ length: 3000 }, (_, i) => `c${i}@x.example`),
      marks: [nasty],
      attachments: [{ name: nasty, type: nasty, size: 1, sha256: '00', contentId: nasty, inline: false }],
    }),
  );
  const { subject, state } = await stand(id);
  assert.deepEqual([subject, state], ['ab\ufffdc', 'open']);
});

test('what came in is told to open consoles, once per conversation', async () => {
  const top = await world.k.live.top();
  const question = mail();
  const [id = ''] = await take(question, replyTo(question));
  // What an earlier test did may be numbered only now.
  const seen = await eventuallyAfter(top, id);
  assert.equal(seen.filter((one) => one.stream === 'desk' && one.ref === id).length, 1);
});

async function eventuallyAfter(top: number, ref: string) {
  for (let i = 0; i < 200; i += 1) {
    const { items } = await world.k.live.after(top, ['desk']);
    if (items.some((one) => one.ref === ref)) return items;
    await new Promise((done) => setTimeout(done, 25));
  }
  return [];
}
