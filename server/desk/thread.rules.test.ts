import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Candidate,
  placeOf,
  plainSubject,
  taggedNumber,
  type ThreadIndex,
  type ThreadQuestion,
  threadRootOf,
} from './thread.rules.ts';

const ana = 'ana@correo.example';
const day = 86_400_000;

function held(id: string, more: Partial<Candidate> = {}): Candidate {
  return { id, subject: 'Reinscripción', participants: new Set([ana]), resolvedAt: null, ...more };
}

function index(candidates: readonly Candidate[], more: Partial<ThreadIndex> = {}): ThreadIndex {
  return {
    byToken: (token) => (token.startsWith('good-') ? token.slice(5) : null),
    byReference: (id) => (id.startsWith('of-') ? [id.slice(3)] : []),
    byChild: () => [],
    byThreadRoot: (root) => (root.startsWith('root-') ? [root.slice(5)] : []),
    candidate: (id) => candidates.find((one) => one.id === id),
    ...more,
  };
}

function question(more: Partial<ThreadQuestion> = {}): ThreadQuestion {
  return {
    direction: 'in',
    nature: 'person',
    isHistory: false,
    at: 100 * day,
    people: [ana],
    subject: 'RE: Reinscripción',
    token: null,
    ownId: 'own',
    references: [],
    threadRoot: null,
    ...more,
  };
}

const two = [held('1'), held('2')];
const join = (conversation: string) => ({ kind: 'join', conversation });
const start = { kind: 'start', link: null };

const cases: readonly [string, ThreadQuestion, readonly Candidate[], unknown][] = [
  ['a signed token goes before References', question({ token: 'good-2', references: ['of-1'] }), two, join('2')],
  ['a token that is not ours counts for nothing', question({ token: 'forged-2' }), two, start],
  ['the direct parent goes before the root', question({ references: ['of-1', 'of-2'] }), two, join('2')],
  ['an unknown parent leaves it to the root', question({ references: ['of-1', 'unknown'] }), two, join('1')],
  ['References go before Thread-Index', question({ references: ['of-1'], threadRoot: 'root-2' }), two, join('1')],
  [
    'Thread-Index joins a participant under the same subject',
    question({ threadRoot: 'root-2', subject: 'RV: RE: REINSCRIPCIÓN' }),
    two,
    join('2'),
  ],
  [
    'Thread-Index is a hint: another subject begins another conversation',
    question({ threadRoot: 'root-2', subject: 'Otra cosa' }),
    two,
    start,
  ],
  ['Thread-Index is a hint: a stranger is not even linked', question({ threadRoot: 'root-2', people: ['x@otro.example'] }), two, start],
  ['the tag joins a participant', question({ subject: 'Re: [VT-2] lo mío' }), two, join('2')],
  [
    'the tag of a stranger shows and joins nothing: a new one, linked',
    question({ subject: '[VT-2]', people: ['x@otro.example'] }),
    two,
    { kind: 'start', link: { conversation: '2', reason: 'not-a-participant' } },
  ],
  [
    'a reply by somebody who does not belong begins a linked one',
    question({ references: ['of-1'], people: ['x@otro.example'] }),
    two,
    { kind: 'start', link: { conversation: '1', reason: 'not-a-participant' } },
  ],
  [
    'even with the token',
    question({ token: 'good-1', people: ['x@otro.example'] }),
    two,
    { kind: 'start', link: { conversation: '1', reason: 'not-a-participant' } },
  ],
  [
    'of two it names, it joins the one it belongs to',
    question({ references: ['of-1', 'of-2'] }),
    [held('1'), held('2', { participants: new Set() })],
    join('1'),
  ],
  ['equal subject alone is nothing', question({ subject: 'Reinscripción' }), two, start],
  [
    'a bounce comes from a mailer daemon and goes where it points',
    question({ nature: 'bounce', references: ['of-1'], people: ['mailer-daemon@correo.example'] }),
    two,
    join('1'),
  ],
  [
    'resolved long ago: a linked new one',
    question({ references: ['of-1'] }),
    [held('1', { resolvedAt: 60 * day })],
    { kind: 'start', link: { conversation: '1', reason: 'closed-long-ago' } },
  ],
  ['resolved within the days: it opens again', question({ references: ['of-1'] }), [held('1', { resolvedAt: 70 * day })], join('1')],
  [
    'an out-of-office opens nothing again, so it stays with its thread',
    question({ references: ['of-1'], nature: 'robot' }),
    [held('1', { resolvedAt: 10 * day })],
    join('1'),
  ],
  [
    'what we sent belongs to the thread it answers',
    question({ direction: 'out', references: ['of-1'], people: ['x@otro.example'] }),
    two,
    join('1'),
  ],
  ['what we sent without a thread is nobody’s', question({ direction: 'out', references: ['unknown'] }), two, { kind: 'unmatched' }],
  ['a number that no conversation has is nothing', question({ subject: '[VT-77]' }), two, start],
];

for (const [name, asked, candidates, expected] of cases) {
  test(name, () => assert.deepEqual(placeOf(asked, index(candidates), 30), expected));
}

test('the original joins its answer that was read before it', () => {
  assert.deepEqual(placeOf(question({ ownId: 'o' }), index(two, { byChild: (id) => (id === 'o' ? ['2'] : []) }), 30), join('2'));
});

test('a message joins only a conversation in which its sender stands, whatever it names', () => {
  const named = fc.constantFrom('of-1', 'of-2', 'unknown');
  fc.assert(
    fc.property(
      fc.array(named),
      fc.constantFrom('good-1', 'forged', null),
      fc.constantFrom('root-1', null),
      fc.constantFrom('[VT-2]', 'x'),
      fc.boolean(),
      (references, token, threadRoot, subject, belongs) => {
        const place = placeOf(
          question({ references, token, threadRoot, subject, people: [belongs ? ana : 'x@otro.example'] }),
          index(two),
          30,
        );
        assert.ok(belongs || place.kind !== 'join');
      },
    ),
  );
});

test('the subject without prefixes, tag, case and spare spaces', () => {
  for (const subject of [
    'Re: RV: Pago',
    'RE[2]: FW: pago',
    '[EXTERNAL] Rép: AW:  Pago ',
    'Re: [VT-10482] Pago',
    'Reenv: ENC: RES: Pago',
    'R: I: Antw: SV: VS: TR: WG: Pago',
  ]) {
    assert.equal(plainSubject(subject), 'pago', subject);
  }
  assert.equal(plainSubject('Registro: pago'), 'registro: pago');
  assert.equal(plainSubject(`${'Re: '.repeat(300)}x`).endsWith('x'), false);
});

test('only a whole tag is a number', () => {
  assert.deepEqual(['[VT-10482] x', 'Re: [vt-7]', 'VT-10482', '[VT-]', '[VT-12345678901234567]'].map(taggedNumber), [
    '10482',
    '7',
    null,
    null,
    null,
  ]);
});

test('mails of one Outlook conversation share the first 22 bytes of Thread-Index', () => {
  const root = Buffer.from('0123456789abcdefghijkl');
  const reply = Buffer.concat([root, Buffer.from('12345')]);
  assert.equal(threadRootOf(root.toString('base64')), threadRootOf(reply.toString('base64')));
  assert.notEqual(threadRootOf(root.toString('base64')), threadRootOf(Buffer.from('0123456789abcdefghiXkl').toString('base64')));
  assert.deepEqual([threadRootOf(null), threadRootOf('short'), threadRootOf('no base64 here, at all, not even a bit')], [null, null, null]);
});
