import { iso, type Kernel } from '#kernel';
import type { Reading } from '#procedure/rules';
import { gather, type Gathered } from './facts.ts';
import { areaFigureIds, type Fact, type FigureId, mailFigureIds, measure, measureArea, type Measured, nobody } from './figure.rules.ts';
import type { Figures, Line, Wish } from './shapes.ts';

/** The figures of mail of a period: of all, of each operator and mailbox, and of each area. Refuses `bad-period`. */
export async function figures(k: Kernel, wish: Wish): Promise<Figures> {
  return figuresOf(await gather(k, wish), await k.settings.get<Reading>('procedure.reading'));
}

export function figuresOf({ now, period, all, facts }: Gathered, reading: Reading): Figures {
  const mail = (list: readonly Fact[]) => ofMail(measure(list, now));
  return {
    at: iso(now),
    from: period.first,
    to: period.last,
    reading,
    total: { id: '', name: '', ...mail(facts) },
    operators: linesBy(facts, operatorOf, mail).toSorted(nobodyLast),
    mailboxes: linesBy(facts, mailboxOf, mail).toSorted(nobodyLast),
    areas: linesBy(facts, areaOf, (list) => ofArea(measureArea(list, now))),
    choices: {
      operators: choicesOf(all, operatorOf).toSorted(nobodyLast),
      mailboxes: choicesOf(all, mailboxOf).toSorted(nobodyLast),
      areas: choicesOf(all, areaOf),
    },
  };
}

interface Key {
  readonly id: string;
  readonly name: string;
}
type KeyOf = (fact: Fact) => Key | null;

const operatorOf: KeyOf = ({ kind, operator, operatorName }) =>
  kind === 'term' ? null : { id: operator, name: nameOf(operator, operatorName) };
const mailboxOf: KeyOf = ({ kind, mailbox }) => (kind === 'term' || mailbox === null ? null : { id: mailbox, name: mailbox });
const areaOf: KeyOf = ({ area }) => (area === null ? null : { id: area, name: area });

/** Whom no account stands for is named by whoever shows it. */
function nameOf(operator: string, name: string | null): string {
  return /^\d+$/.test(operator) ? (name ?? '') : '';
}

function linesBy(facts: readonly Fact[], keyOf: KeyOf, count: (facts: readonly Fact[]) => Omit<Line, 'id' | 'name'>): Line[] {
  const groups = Map.groupBy(facts, (fact) => keyOf(fact)?.id ?? null);
  return choicesOf(facts, keyOf).map((key) => ({ ...key, ...count(groups.get(key.id) ?? []) }));
}

/** By name. */
function choicesOf(facts: readonly Fact[], keyOf: KeyOf): Key[] {
  const found = new Map<string, Key>();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key && !found.get(key.id)?.name) found.set(key.id, key);
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'es') || (a.id < b.id ? -1 : 1));
}

/** Persons first, then what is nobody's. */
function nobodyLast(a: Key, b: Key): number {
  const rank = ({ id, name }: Key) => (id === nobody ? 2 : name === '' ? 1 : 0);
  return rank(a) - rank(b);
}

const ofMail = (measured: Measured) => only(measured, mailFigureIds);
const ofArea = (measured: Measured) => only(measured, areaFigureIds);

function only({ counts, ...rest }: Measured, ids: readonly FigureId[]): Omit<Line, 'id' | 'name'> {
  return { counts: Object.fromEntries(ids.map((id) => [id, counts[id]])), ...rest };
}
