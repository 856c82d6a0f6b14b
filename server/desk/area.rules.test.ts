import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areaTerms, type EscalationFact, handBacks, type Term, termCorrections } from './area.rules.ts';
import { spellsOf, type StandingObligation, stateOf, type ThreadMessage } from './wait.rules.ts';

const ana = 'ana@correo.example';
const registro = 'registro@itla.example';

function said(id: string, at: number, more: Partial<ThreadMessage> = {}): ThreadMessage {
  const rest = {
    isHistory: false,
    isExcused: false,
    isElsewhere: false,
    isByPhone: false,
    messageId: null,
    answersId: null,
    copiedAt: null,
    part: null,
    escalationId: null,
  };
  return { id, key: id, at, direction: 'in', nature: 'person', senders: [ana], recipients: [], ...rest, ...more };
}
const ask = (id: string, at: number, escalationId = '1') =>
  said(id, at, { direction: 'out', senders: [], recipients: [registro], part: 'ask', escalationId });
const reply = (id: string, at: number) => said(id, at, { direction: 'out', senders: [], recipients: [ana] });
const forward = (id: string, at: number) =>
  said(id, at, { direction: 'out', senders: [], recipients: [ana], part: 'forward', escalationId: '1' });
const fact = (end: EscalationFact['end'] = null, id = '1'): EscalationFact => ({ id, areaName: 'Registro', dueAt: null, hours: null, end });
const drawn = (terms: readonly Term[]) =>
  terms.map(({ name, openedAt, end }) => `${name} ${openedAt}→${end ? `${end.by} ${end.at}${end.release ? ` ${end.release}` : ''}` : ''}`);

test('5.3-area: it begins when the mail is accepted; before that the area owes nothing', () => {
  assert.deepEqual(drawn(areaTerms([fact()], [said('1', 10)])), []);
  assert.deepEqual(drawn(areaTerms([fact()], [said('1', 10), ask('2', 20)])), ['e1 20→']);
});

test('5.3-area: what we pass on ends it when it is accepted, not before; what the operator got, at once', () => {
  const thread = [said('1', 10), ask('2', 20)];
  assert.deepEqual(drawn(areaTerms([fact({ kind: 'answered', at: 30, forwardId: '5' })], thread)), ['e1 20→']);
  assert.deepEqual(drawn(areaTerms([fact({ kind: 'answered', at: 30, forwardId: '5' })], [...thread, forward('5', 31)])), [
    'e1 20→area 31',
  ]);
  assert.deepEqual(drawn(areaTerms([fact({ kind: 'answered', at: 30, forwardId: null })], thread)), ['e1 20→area 30']);
});

test('5.3-area: handed back it ends as «devuelto», and a 5.3 of ours begins at that moment', () => {
  const facts = [fact({ kind: 'returned', at: 30, forwardId: null })];
  const thread = [said('1', 10), ask('2', 20)];
  assert.deepEqual(drawn(areaTerms(facts, thread)), ['e1 20→returned 30 devuelto']);
  assert.deepEqual(drawn(handBacks(facts, thread)), ['r1 30→']);
  assert.deepEqual(drawn(handBacks(facts, [...thread, reply('3', 40)])), ['r1 30→reply 40']);
  assert.deepEqual(drawn(handBacks([...facts, fact(null, '2')], [...thread, ask('4', 35, '2'), reply('5', 40)])), ['r1 30→escalation 35']);
  assert.deepEqual(drawn(handBacks(facts, [...thread, reply('3', 25)])), ['r1 30→']);
});

test('5.3-area: our own answer to the requester relieves the area («liberado»); one of before the escalation does not', () => {
  assert.deepEqual(drawn(areaTerms([fact()], [said('1', 10), ask('2', 20), reply('3', 30)])), ['e1 20→desk 30 liberado']);
  assert.deepEqual(drawn(areaTerms([fact()], [said('1', 10), reply('2', 15), ask('3', 20)])), ['e1 20→']);
  assert.deepEqual(drawn(areaTerms([fact()], [said('1', 20), reply('2', 20), ask('3', 20)])), ['e1 20→'], 'a clock that stands still');
  const copyOnly = said('3', 30, { direction: 'out', senders: [], recipients: ['colega@correo.example'] });
  assert.deepEqual(drawn(areaTerms([fact()], [said('1', 10), ask('2', 20), copyOnly])), ['e1 20→']);
});

test('an area’s words open no waiting spell of the requester, and answer him only where they were sent to him', () => {
  const words = (recipients: readonly string[]) => said('3', 30, { senders: [registro], recipients, part: 'answer', escalationId: '1' });
  const thread = [said('1', 10), ask('2', 20)];
  const [toUs] = spellsOf([...thread, words([])]);
  assert.deepEqual([toUs?.messages, toUs?.answer], [['1'], null]);
  assert.equal(spellsOf([...thread, words([ana])])[0]?.answer?.at, 30);
  const claim = said('3', 30, { senders: ['otro@fuera.example'], part: 'claim', escalationId: '1' });
  assert.equal(spellsOf([...thread, claim]).length, 1);
});

test('while an area owes, the conversation is open; answered by it, it waits for the requester; read by the operator, it is ours', () => {
  const words = said('3', 30, { senders: [registro], part: 'answer', escalationId: '1' });
  const thread = [said('1', 10), ask('2', 20)];
  assert.equal(stateOf(thread, false, false, 'open', true), 'open');
  assert.equal(stateOf([...thread, words, forward('4', 31)], false, false, 'open', false), 'waiting');
  assert.equal(stateOf([...thread, words], false, false, 'open', false), 'open');
  assert.equal(stateOf(thread, false, true, 'resolved', true), 'resolved');
});

const anyFact = fc.record({
  kind: fc.constantFrom('answered' as const, 'returned' as const),
  at: fc.integer({ min: 0, max: 40 }),
  forward: fc.boolean(),
  ends: fc.boolean(),
});
const anyThread = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 40 }), what: fc.constantFrom('question', 'reply', 'ask1', 'ask2', 'forward') }),
  { maxLength: 10 },
);

function threadOf(list: readonly { at: number; what: string }[]): ThreadMessage[] {
  const once = new Set<string>();
  return list.flatMap(({ at, what }, i) => {
    const id = String(i + 1);
    if (what === 'question') return [said(id, at)];
    if (what === 'reply') return [reply(id, at)];
    // A mail is one: it is accepted once.
    if (once.has(what)) return [];
    once.add(what);
    return [what === 'forward' ? forward('99', at) : ask(id, at, what.slice(3))];
  });
}

function applied(rows: readonly StandingObligation[], terms: readonly Term[]): StandingObligation[] {
  const what = termCorrections(terms, rows);
  const ended = (term: Term) => ({
    settledAt: term.end?.at ?? null,
    settledBy: term.end?.by ?? null,
    answeredAt: term.end?.answeredAt ?? null,
  });
  const after = rows.map((row) => {
    const retimed = what.retime.find((one) => one.id === row.id);
    const settled = what.settle.find((one) => one.id === row.id);
    return {
      ...row,
      ...(what.withdraw.includes(row.id) && { isWithdrawn: true }),
      ...(what.unsettle.includes(row.id) && { settledAt: null, settledBy: null, answeredAt: null }),
      ...(retimed && { openedAt: retimed.term.openedAt }),
      ...(settled && ended(settled.term)),
    };
  });
  for (const { term, key } of what.open)
    after.push({ id: `o${after.length}`, spell: key, openedAt: term.openedAt, ...ended(term), isSetAside: false, isWithdrawn: false });
  return after;
}

test('whatever comes and goes in whatever order, the rows say what the terms say, and every end stands at or after its beginning', () => {
  fc.assert(
    fc.property(anyThread, anyFact, (list, given) => {
      const thread = threadOf(list);
      const end = given.ends
        ? { kind: given.kind, at: given.at, forwardId: given.kind === 'answered' && given.forward ? '99' : null }
        : null;
      const facts = [fact(end, '1'), fact(null, '2')];
      let rows: StandingObligation[] = [];
      // One more each time, and then one less each time: what bounces is as if it had never been accepted.
      const steps = [...thread.keys()].map((n) => thread.slice(0, n + 1));
      for (const step of [...steps, ...steps.toReversed()]) {
        const terms = areaTerms(facts, step);
        rows = applied(rows, terms);
        const live = rows
          .filter((row) => !row.isWithdrawn)
          .map((row) => `${row.spell.split('~')[0]} ${row.openedAt}→${row.settledAt} ${row.settledBy}`);
        assert.deepEqual(
          live.sort(),
          terms.map((one) => `${one.name} ${one.openedAt}→${one.end?.at ?? null} ${one.end?.by ?? null}`).sort(),
        );
        assert.equal(new Set(rows.map((row) => row.spell)).size, rows.length);
        for (const one of [...terms, ...handBacks(facts, step)]) if (one.end) assert.ok(one.end.at >= one.openedAt);
        assert.deepEqual(termCorrections(terms, rows), { open: [], retime: [], settle: [], unsettle: [], withdraw: [] });
      }
    }),
    { numRuns: 500 },
  );
});
