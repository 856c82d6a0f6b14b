import assert from 'node:assert/strict';
import test from 'node:test';
import type { RotaView } from './api.ts';
import { candidatesFor, chosen, isOwed, shortName, swapFor, vacantBy } from './choice.ts';

const someone = (name: string) => ({ id: name, name });
const entry = (name: string) => ({ person: someone(name), setAt: '', setBy: 'Rosanna', reason: null });

function day(date: string, mail: string | null, chat: string | null): RotaView['days'][number] {
  return {
    date,
    isWorking: true,
    holiday: null,
    mail: mail === null ? null : entry(mail),
    chat: chat === null ? null : entry(chat),
    gaps: [...(mail === null ? (['mail'] as const) : []), ...(chat === null ? (['chat'] as const) : [])],
  };
}

const view: RotaView = {
  from: '2026-11-23',
  to: '2026-11-29',
  today: '2026-11-24',
  since: '2026-11-24',
  days: [
    day('2026-11-23', 'Darleny', 'Wilkin'),
    day('2026-11-25', 'Yafreisy', null),
    day('2026-11-26', 'Wilkin', 'Luis'),
    day('2026-11-27', 'María', 'Yafreisy'),
  ],
  people: ['Darleny', 'Luis', 'María', 'Wilkin', 'Yafreisy'].map(someone),
  share: [],
  absences: [
    {
      id: '1',
      person: someone('Darleny'),
      from: '2026-11-25',
      to: '2026-11-25',
      kind: 'sick',
      reason: null,
      substitute: null,
      saidAt: '',
      saidBy: '',
    },
  ],
  designations: [],
  changes: [],
  proposal: [{ date: '2026-11-25', duty: 'chat', person: someone('Luis') }],
};
const counts: RotaView['share'] = [
  { person: someone('Luis'), mail: 1, chat: 2, expected: 3 },
  { person: someone('Wilkin'), mail: 5, chat: 4, expected: 9 },
  { person: someone('María'), mail: 4, chat: 4, expected: 9 },
];

test('whoever is proposed stands first, then who has had less; who is away or has the other duty stands last', () => {
  const found = candidatesFor(view, counts, { date: '2026-11-25', duty: 'chat' });
  assert.deepEqual(
    found.map(({ person, hindrance }) => [person.name, hindrance]),
    [
      ['Luis', null],
      ['María', null],
      ['Wilkin', null],
      ['Darleny', 'away'],
      ['Yafreisy', 'both'],
    ],
  );
  assert.equal(found[0]?.isProposed, true);
  assert.deepEqual(found[2]?.near, { date: '2026-11-26', duty: 'mail' }, 'that of the 23rd is past');
});

test('an exchange needs both to be free where they go', () => {
  const mail = { date: '2026-11-27', duty: 'mail' } as const;
  assert.deepEqual(swapFor(view, mail, { from: 'María', to: 'Wilkin' }), { date: '2026-11-26', duty: 'mail' });
  assert.equal(swapFor(view, mail, { from: 'María', to: 'Darleny' }), null, 'what she had is past');
  assert.equal(swapFor(view, mail, { from: 'María', to: 'Yafreisy' }), null, 'she has the chat of that day');
  assert.equal(
    swapFor(view, { date: '2026-11-26', duty: 'chat' }, { from: 'Darleny', to: 'Yafreisy' })?.date,
    '2026-11-27',
    'the 25th is her leave',
  );
});

test('an absence says what it leaves vacant, from today on', () => {
  assert.deepEqual(vacantBy(view, 'Wilkin', { from: '2026-11-20', to: '2026-11-30' }), [{ date: '2026-11-26', duty: 'mail' }]);
});

test('a day before the service began owes nothing, unless somebody was noted for it', () => {
  assert.equal(isOwed(view, day('2026-11-20', null, null)), false);
  assert.equal(isOwed(view, day('2026-11-20', 'Luis', null)), true);
  assert.equal(isOwed({ ...view, since: null }, day('2026-11-25', null, null)), true);
  assert.equal(isOwed(view, { ...day('2026-11-25', null, null), isWorking: false }), false);
});

test('what was chosen otherwise wins over the proposal, but for who is away', () => {
  const choose = (name: string) => chosen(view, new Map([['2026-11-25 chat', name]]))[0]?.person.name;
  assert.equal(choose('María'), 'María');
  assert.equal(choose('Darleny'), 'Luis');
});

test('names are cut as a narrow cell needs', () => {
  assert.equal(shortName('Wilkin Santana'), 'Wilkin S.');
  assert.equal(shortName('Luis Miguel Féliz'), 'Luis M. Féliz');
  assert.equal(shortName('Ana María Peña Cruz'), 'Ana P.');
  assert.equal(shortName('Rosanna'), 'Rosanna');
});
