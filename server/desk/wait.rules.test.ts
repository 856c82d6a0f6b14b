import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corrections, endOf, type Spell, spellsOf, type StandingObligation, stateOf, type ThreadMessage } from './wait.rules.ts';

const ana = 'ana@correo.example';
const colleague = 'colega@correo.example';

function said(id: string, at: number, more: Partial<ThreadMessage> = {}): ThreadMessage {
  return {
    id,
    key: id,
    at,
    direction: 'in',
    nature: 'person',
    isHistory: false,
    isExcused: false,
    senders: [ana],
    recipients: [],
    isElsewhere: false,
    isByPhone: false,
    messageId: `${id}@correo.example`,
    answersId: null,
    copiedAt: null,
    part: null,
    escalationId: null,
    ...more,
  };
}

function answered(id: string, at: number, to: readonly string[] = [ana], more: Partial<ThreadMessage> = {}): ThreadMessage {
  return said(id, at, { direction: 'out', senders: [], recipients: to, isElsewhere: true, ...more });
}

/** «q1+q2 10→a1 20»: opened by q1 at 10, joined by q2, ended by a1 at 20. */
function drawn(messages: readonly ThreadMessage[]): string[] {
  return spellsOf(messages).map(
    ({ messages: ids, openedAt, answer }) => `${ids.join('+')} ${openedAt}→${answer ? `${answer.messageId} ${answer.at}` : ''}`,
  );
}

const cases: readonly [string, readonly ThreadMessage[], readonly string[]][] = [
  ['5.3: the first message that nobody has answered opens a spell', [said('q1', 10)], ['q1 10→']],
  ['5.3: messages that arrive meanwhile join it: no new clock', [said('q1', 10), said('q2', 20), said('q3', 30)], ['q1+q2+q3 10→']],
  ['5.3: our first human answer ends it', [said('q1', 10), answered('a1', 20), answered('a2', 30)], ['q1 10→a1 20']],
  [
    '5.3: an answer whose clock is behind its question’s is timed by the server’s copy',
    [said('q1', 100), answered('a1', 20, [ana], { answersId: 'q1@correo.example', copiedAt: 160 })],
    ['q1 100→a1 160'],
  ],
  [
    '5.3: an answer of before the question, to another mail, settles nothing',
    [said('q1', 100), answered('a1', 20, [ana], { copiedAt: 160 })],
    ['q1 100→'],
  ],
  ['5.3: the next message after our answer opens another', [said('q1', 10), answered('a1', 20), said('q2', 30)], ['q1 10→a1 20', 'q2 30→']],
  [
    '5.3: what answers a mail of ours that left within the same second came after it, and so did our answer to that',
    [
      said('z1', 10),
      answered('b1', 10, [ana], { answersId: 'z1@correo.example' }),
      said('a2', 10, { repliesTo: 'b1@correo.example' }),
      answered('a1', 10, [ana], { answersId: 'a2@correo.example' }),
      said('c3', 9, { repliesTo: 'a1@correo.example' }),
    ],
    ['z1 10→b1 10', 'a2 10→a1 10', 'c3 9→'],
  ],
  ['an automatic answer of ours settles nothing', [said('q1', 10), answered('a1', 20, [ana], { nature: 'robot' })], ['q1 10→']],
  [
    'a bounce, a robot, a list, a loop and spam open none',
    (['bounce', 'robot', 'list', 'loop', 'spam'] as const).map((nature, i) => said(nature, i, { nature })),
    [],
  ],
  [
    'an out-of-office of theirs does not join, nor stop it',
    [said('q1', 10), said('r', 15, { nature: 'robot' }), answered('a1', 20)],
    ['q1 10→a1 20'],
  ],
  ['an answer only to people in CC of the question settles nothing', [said('q1', 10), answered('a1', 20, [colleague])], ['q1 10→']],
  ['the requester among the answer’s Cc is answered', [said('q1', 10), answered('a1', 20, [colleague, ana])], ['q1 10→a1 20']],
  [
    'an answer to Reply-To is to the requester',
    [said('q1', 10, { senders: ['no-reply@sitio.example', ana] }), answered('a1', 20, [ana])],
    ['q1 10→a1 20'],
  ],
  [
    'a colleague who writes is on the requester’s side',
    [said('q1', 10), said('q2', 15, { senders: [colleague] }), answered('a1', 20, [colleague])],
    ['q1+q2 10→a1 20'],
  ],
  ['mail before `since` opens none', [said('q1', 10, { isHistory: true })], []],
  [
    'what waits from before `since` gives no clock to what comes after: that has its own',
    [said('q1', 10, { isHistory: true }), said('q2', 20)],
    ['q2 20→'],
  ],
  [
    'a note and an event settle nothing',
    [said('q1', 10), said('n', 20, { direction: 'note', recipients: [ana] }), said('e', 21, { direction: 'event' })],
    ['q1 10→'],
  ],
  ['an answer of the same second comes after its question', [answered('a1', 10), said('q1', 10)], ['q1 10→a1 10']],
  ['what a person excused neither opens nor joins', [said('q1', 10, { isExcused: true }), said('q2', 20)], ['q2 20→']],
  ['an answer before the question answers nothing', [answered('a1', 5), said('q1', 10)], ['q1 10→']],
];

for (const [name, messages, expected] of cases) {
  test(name, () => assert.deepEqual(drawn(messages), expected));
}

const anyMessage = fc.record({
  at: fc.integer({ min: 0, max: 12 }),
  direction: fc.constantFrom('in', 'out', 'note' as const),
  nature: fc.constantFrom('person', 'person', 'person', 'robot', 'bounce' as const),
  isHistory: fc.boolean(),
  isExcused: fc.constantFrom(false, false, true),
  senders: fc.constantFrom([ana], [colleague]),
  recipients: fc.constantFrom([ana], [colleague], [ana, colleague]),
  copiedAt: fc.option(fc.integer({ min: 0, max: 12 })),
  answers: fc.option(fc.nat(11)),
  isAsk: fc.boolean(),
  isByPhone: fc.boolean(),
});
const anyThread = fc.array(anyMessage, { maxLength: 12 }).map((list) =>
  list.map((one, i): ThreadMessage => {
    const answersId = one.direction === 'out' && one.answers !== null ? `m${one.answers % list.length}@correo.example` : null;
    const { answers: _, isAsk, ...facts } = one;
    const part = isAsk && one.direction === 'out' ? 'ask' : null;
    return {
      ...facts,
      part,
      escalationId: part && `e${i}`,
      id: `m${i}`,
      key: `k${i}`,
      isElsewhere: true,
      messageId: `m${i % 4}@correo.example`,
      answersId,
    };
  }),
);

test('the order in which the messages were read never changes the spells', () => {
  fc.assert(
    fc.property(
      anyThread.chain((thread) => fc.tuple(fc.constant(thread), fc.shuffledSubarray(thread, { minLength: thread.length }))),
      ([thread, shuffled]) => {
        assert.deepEqual(spellsOf(shuffled), spellsOf(thread));
      },
    ),
    { numRuns: 500 },
  );
});

test('of two mails that bear one Message-ID the earlier is the one that was answered, in whatever order they were read', () => {
  const [ana, us] = ['ana@correo.example', 'info@itla.example'];
  const about = { nature: 'person', isHistory: false, isExcused: false, copiedAt: null, isByPhone: false, isElsewhere: true } as const;
  const said = (key: string, at: number, more: Partial<ThreadMessage>) =>
    ({
      ...about,
      id: key,
      key,
      at,
      senders: [],
      recipients: [ana],
      part: null,
      escalationId: null,
      answersId: null,
      ...more,
    }) as ThreadMessage;
  const asked = { direction: 'in', senders: [ana], recipients: [us], messageId: 'twice@correo.example' } as const;
  const thread = [
    said('a', 5, asked),
    said('b', 11, asked),
    said('c', 7, { direction: 'out', messageId: 'ours@itla.example', answersId: 'twice@correo.example' }),
    said('d', 8, { direction: 'out', messageId: 'area@itla.example', part: 'ask', escalationId: 'e', recipients: [us] }),
  ];
  for (const one of [thread, thread.toReversed()])
    assert.deepEqual([spellsOf(one)[0]?.answer?.at, spellsOf(one)[0]?.escalation], [7, null]);
});

test('each waiting message is in exactly one spell, and no answer stands before the opening', () => {
  fc.assert(
    fc.property(anyThread, (thread) => {
      const spells = spellsOf(thread);
      const waiting = thread
        .filter((one) => one.direction === 'in' && one.nature === 'person' && !one.isHistory && !one.isExcused)
        .map((one) => one.id);
      assert.deepEqual(spells.flatMap((spell) => [...spell.messages]).sort(), waiting.sort());
      for (const { answer, escalation, openedAt } of spells) {
        if (answer) assert.ok(answer.at >= (escalation?.at ?? openedAt));
        if (escalation) assert.ok(escalation.at >= openedAt);
      }
      assert.ok(spells.filter((spell) => spell.answer === null).length <= 1);
    }),
  );
});

function endsOf(spell: Spell) {
  const end = endOf(spell);
  return { settledAt: end?.at ?? null, settledBy: end?.by ?? null, answeredAt: end?.answeredAt ?? null };
}

/** Obligations as procedure would keep them after the corrections. */
function applied(rows: readonly StandingObligation[], thread: readonly ThreadMessage[]): StandingObligation[] {
  const what = corrections(spellsOf(thread), rows);
  const after = rows.map((row) => {
    const retimed = what.retime.find((one) => one.id === row.id);
    const settled = what.settle.find((one) => one.id === row.id);
    return {
      ...row,
      ...(what.withdraw.includes(row.id) && { isWithdrawn: true }),
      ...(what.unsettle.includes(row.id) && { settledAt: null, settledBy: null, answeredAt: null }),
      ...(retimed && { spell: retimed.key, openedAt: retimed.spell.openedAt }),
      ...(settled && endsOf(settled.spell)),
    };
  });
  for (const { spell, key } of what.open) {
    const settled = what.settle.find((one) => one.key === key);
    after.push({
      id: `o${after.length}`,
      spell: key,
      openedAt: spell.openedAt,
      ...(settled ? endsOf(settled.spell) : { settledAt: null, settledBy: null, answeredAt: null }),
      isSetAside: false,
      isWithdrawn: false,
    });
  }
  return after;
}

test('obligations kept message by message, in any order, say what the whole thread says, under keys that are never taken twice', () => {
  fc.assert(
    fc.property(
      anyThread.chain((thread) => fc.shuffledSubarray(thread, { minLength: thread.length })),
      (arrival) => {
        let rows: StandingObligation[] = [];
        for (let n = 1; n <= arrival.length; n += 1) rows = applied(rows, arrival.slice(0, n));
        const live = rows.filter((row) => !row.isWithdrawn).map((row) => `${row.openedAt}→${row.settledAt}, ${row.answeredAt}`);
        assert.deepEqual(
          live.sort(),
          spellsOf(arrival)
            .map((spell) => `${spell.openedAt}→${endOf(spell)?.at ?? null}, ${spell.answer?.at ?? null}`)
            .sort(),
        );
        assert.equal(new Set(rows.map((row) => row.spell)).size, rows.length);
        assert.deepEqual(corrections(spellsOf(arrival), rows), { open: [], retime: [], settle: [], unsettle: [], withdraw: [] });
      },
    ),
    { numRuns: 500 },
  );
});

const standing: StandingObligation = {
  id: 'o1',
  spell: 'q1',
  openedAt: 10,
  settledAt: null,
  settledBy: null,
  answeredAt: null,
  isSetAside: false,
  isWithdrawn: false,
};

test('an earlier message of the spell, found late, moves the clock back on the same obligation', () => {
  const what = corrections(spellsOf([said('q1', 10), said('q0', 5)]), [standing]);
  assert.deepEqual(
    what.retime.map((one) => [one.id, one.key, one.spell.openedAt]),
    [['o1', 'q0', 5]],
  );
  assert.deepEqual([what.open, what.withdraw], [[], []]);
});

test('an escalation in term settles, the requester waits on, and his answer is noted beside it; an earlier answer takes its place', () => {
  const ask = said('x1', 20, { direction: 'out', senders: [], recipients: ['area@itla.example'], part: 'ask', escalationId: '1' });
  const escalated = { ...standing, settledAt: 20, settledBy: 'escalation' };
  assert.deepEqual(corrections(spellsOf([said('q1', 10), ask, said('q2', 25)]), [escalated]).settle, []);
  const later = corrections(spellsOf([said('q1', 10), ask, answered('a1', 30)]), [escalated]).settle;
  assert.deepEqual(
    later.map((one) => endOf(one.spell)),
    [{ at: 20, by: 'escalation', answeredAt: 30 }],
  );
  const earlier = corrections(spellsOf([said('q1', 10), ask, answered('a1', 15)]), [escalated]).settle;
  assert.deepEqual(
    earlier.map((one) => endOf(one.spell)),
    [{ at: 15, by: 'sent-elsewhere', answeredAt: 15 }],
  );
  assert.deepEqual(corrections(spellsOf([said('q1', 10)]), [escalated]).unsettle, ['o1']);
});

test('answered by telephone it is ended by the call; what was answered before it is found to have ended it', () => {
  const call = answered('call', 20, [ana], { isElsewhere: false, isByPhone: true });
  const phoned = { ...standing, settledAt: 20, settledBy: 'phone', answeredAt: 20 };
  assert.deepEqual(endOf(spellsOf([said('q1', 10), call])[0] as Spell), { at: 20, by: 'phone', answeredAt: 20 });
  assert.deepEqual(corrections(spellsOf([said('q1', 10), call, answered('a1', 30)]), [phoned]).settle, []);
  assert.equal(corrections(spellsOf([said('q1', 10), call, answered('a1', 15)]), [phoned]).settle.length, 1);
  assert.deepEqual(corrections(spellsOf([said('q1', 10)]), [phoned]).unsettle, [phoned.id], 'annulled');
});

test('what a person set aside stays set aside', () => {
  const excused = said('q1', 10, { isExcused: true });
  assert.deepEqual(corrections(spellsOf([excused]), [{ ...standing, isSetAside: true }]), {
    open: [],
    retime: [],
    settle: [],
    unsettle: [],
    withdraw: [],
  });
  assert.deepEqual(
    corrections(spellsOf([excused, said('q2', 20)]), [{ ...standing, isSetAside: true }]).open.map((one) => one.key),
    ['q2'],
  );
});

test('open, waiting, resolved: who waits for whom', () => {
  const question = said('q1', 10);
  assert.equal(stateOf([question], true, false, 'resolved'), 'open');
  assert.equal(stateOf([question, answered('a1', 20)], false, false, 'open'), 'waiting');
  assert.equal(stateOf([question, answered('a1', 20)], false, true, 'waiting'), 'resolved');
  assert.equal(stateOf([said('q1', 10, { isHistory: true })], false, false, 'resolved'), 'resolved');
  assert.equal(stateOf([said('r', 10, { nature: 'robot' })], false, false, 'resolved'), 'resolved');
  assert.equal(stateOf([said('q1', 10, { isExcused: true })], false, false, 'open'), 'open');
});
