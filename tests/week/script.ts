import { pick, seeded } from '../world/seeded.ts';

/** Product ms. A Monday without a holiday in its week; ITLA's schedule is Monday to Friday, 8:00 am to 4:00 pm. */
export const monday = Date.parse('2026-11-16T00:00:00-04:00');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const areas = [
  { name: 'Registro', mail: 'registro@itla.example', answers: 'requester' },
  { name: 'Finanzas', mail: 'finanzas@itla.example', answers: 'operator' },
] as const;

export type Area = (typeof areas)[number];

/** What becomes of an escalation. Instants in product ms. */
export type AreaDoes =
  | { readonly kind: 'silence' }
  | { readonly kind: 'answer'; readonly at: number; readonly by: 'mail' | 'page' }
  | { readonly kind: 'away'; readonly at: number }
  | { readonly kind: 'handBack'; readonly at: number };

/** One thing that happens to a letter after it came, in order. */
export type Step =
  | { readonly kind: 'reply'; readonly at: number }
  /** Somebody answers in Outlook: it is found in Sent. */
  | { readonly kind: 'elsewhere'; readonly at: number }
  | { readonly kind: 'escalate'; readonly at: number; readonly area: Area; readonly term: number | null; readonly then: AreaDoes }
  | { readonly kind: 'setAside'; readonly at: number }
  /** A delivery report about what was last answered. */
  | { readonly kind: 'bounce'; readonly at: number }
  /** The requester writes again. */
  | { readonly kind: 'again'; readonly at: number };

export interface Letter {
  readonly nr: number;
  readonly at: number;
  readonly isRobot: boolean;
  readonly steps: readonly Step[];
}

/** The rain: from noon on Wednesday nobody works. It is said an hour later, so that what had ended by then is judged anew (domain 1.6). */
export const rain = { date: '2026-11-18', from: '12:00', to: '16:00', saidAt: monday + 2 * day + 13 * hour } as const;

/** Who is set for which day, and when; null: nobody ever. Far from each limit: a command of two seconds takes twenty minutes of theirs. */
export const rota = [
  { date: '2026-11-16', mail: monday + 11 * hour, chat: monday + 11 * hour },
  { date: '2026-11-17', mail: monday + 15 * hour, chat: monday + 15 * hour },
  { date: '2026-11-18', mail: monday + 2 * day + 10 * hour, chat: monday + 2 * day + 10 * hour },
  { date: '2026-11-19', mail: null, chat: monday + 2 * day + 11 * hour },
  { date: '2026-11-20', mail: monday + 4 * day + 4 * hour, chat: null },
] as const;

export const end = monday + 5 * day;

/** What would come later does not come: all that was begun is seen by the end. */
export const lastAct = end - 3 * hour;

/** The letters of the week, the same for the same seed: what comes when, and what people do about it. */
export function letters(seed: number, many: number): Letter[] {
  const random = seeded(seed);
  const all = Array.from({ length: many }, (_, nr): Letter => {
    const at = wholeSecond(monday + 8 * hour + random() * (3.6 * day));
    const isRobot = random() < 0.1;
    return { nr, at, isRobot, steps: isRobot ? [] : stepsOf(random, at) };
  });
  // One of each fate at least, whatever the seed.
  const special: readonly ((at: number) => Step[])[] = [
    (at) => [
      { kind: 'reply', at: at + 2 * hour },
      { kind: 'bounce', at: at + day },
      { kind: 'reply', at: at + day + 3 * hour },
    ],
    (at) => [escalation(at + hour, areas[0], null, { kind: 'answer', at: at + 3 * hour, by: 'mail' })],
    (at) => [escalation(at + hour, areas[0], 4 * hour, { kind: 'answer', at: at + day + 2 * hour, by: 'page' })],
    (at) => [
      escalation(at + hour, areas[1], null, { kind: 'answer', at: at + 3 * hour, by: 'mail' }),
      { kind: 'reply', at: at + 5 * hour },
    ],
    (at) => [escalation(at + hour, areas[1], null, { kind: 'handBack', at: at + 3 * hour }), { kind: 'reply', at: at + 2 * day }],
    (at) => [escalation(at + hour, areas[0], 4 * hour, { kind: 'handBack', at: at + day + 2 * hour })],
    (at) => [escalation(at + hour, areas[0], 4 * hour, { kind: 'away', at: at + 2 * hour })],
    (at) => [
      { kind: 'elsewhere', at: at + 3 * hour },
      { kind: 'again', at: at + 4 * hour },
    ],
    (at) => [{ kind: 'setAside', at: at + 3 * hour }],
    () => [],
  ];
  const first = special.map((steps, i): Letter => {
    const at = monday + 8 * hour + i * 11 * minute;
    return { nr: many + i, at, isRobot: false, steps: steps(at) };
  });
  return [...all, ...first];
}

function stepsOf(random: () => number, at: number): Step[] {
  const after = (from: number, most: number) => wholeSecond(from + 20 * minute + random() * most);
  const fate = random();
  if (fate < 0.1) return [];
  if (fate < 0.2) return [{ kind: 'setAside', at: after(at, day) }];
  if (fate < 0.3) return [{ kind: 'elsewhere', at: after(at, 2 * day) }];
  if (fate < 0.6) {
    const reply: Step = { kind: 'reply', at: after(at, 3 * day) };
    return random() < 0.3 ? [reply, { kind: 'again', at: after(reply.at, hour) }] : [reply];
  }
  const asked = after(at, day);
  const term = random() < 0.5 ? null : 5 * hour;
  const answered = after(asked, 2 * day);
  const area = pick(random, areas);
  const then = pick(random, [
    { kind: 'silence' },
    { kind: 'answer', at: answered, by: 'mail' },
    { kind: 'answer', at: answered, by: 'page' },
    { kind: 'handBack', at: answered },
    { kind: 'away', at: answered },
  ] as const);
  const steps: Step[] = [escalation(asked, area, term, then)];
  if (then.kind === 'handBack' && random() < 0.6) steps.push({ kind: 'reply', at: after(answered, day) });
  return steps;
}

function escalation(at: number, area: Area, term: number | null, then: AreaDoes): Step {
  return { kind: 'escalate', at: wholeSecond(at), area, term, then };
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
