import { cursorId, cursorInstant, cursorOf, iso, type Kernel, readCursor } from '#kernel';
import { z } from 'zod';
import { gather } from './facts.ts';
import { briefsOf } from './facts-store.ts';
import { behind, type Fact, type FigureId } from './figure.rules.ts';
import type { FigureRow, Wish } from './shapes.ts';

const afterShape = z.strictObject({ at: cursorInstant, id: cursorId });
type After = z.infer<typeof afterShape>;

export interface RowsWish extends Wish {
  readonly figure: FigureId;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The rows behind a figure, newest first, a page at a time; `total` is the figure. Refuses `bad-period`, `bad-cursor`. */
export async function rowsBehind(k: Kernel, { figure, cursor, limit, ...wish }: RowsWish) {
  const after = cursor === undefined ? null : readCursor(cursor, afterShape);
  const all = await factsBehind(k, figure, wish);
  const rest = after === null ? all : all.filter((fact) => comesAfter(fact, after));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await present(k, page),
    total: all.length,
    next: rest.length > limit && last ? cursorOf({ at: last.at, id: last.id } satisfies After) : null,
  };
}

/** All of them, for a file. */
export async function allBehind(k: Kernel, figure: FigureId, wish: Wish): Promise<FigureRow[]> {
  return present(k, await factsBehind(k, figure, wish));
}

async function factsBehind(k: Kernel, figure: FigureId, wish: Wish): Promise<Fact[]> {
  const { facts, now } = await gather(k, wish);
  return behind(figure, facts, now).toSorted((a, b) => b.at - a.at || compareIds(b.id, a.id));
}

function comesAfter(fact: Fact, after: After): boolean {
  return fact.at < after.at || (fact.at === after.at && compareIds(fact.id, after.id) < 0);
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

async function present(k: Kernel, facts: readonly Fact[]): Promise<FigureRow[]> {
  const briefs = await briefsOf(k, [...new Set(facts.map((fact) => fact.conversation))]);
  return facts.map((fact) => {
    const brief = briefs.get(fact.conversation);
    return {
      id: fact.id,
      at: iso(fact.at),
      conversation: { id: fact.conversation, number: `VT-${fact.conversation}`, subject: brief?.subject ?? '' },
      requester: { name: brief?.requesterName ?? '', email: brief?.requesterEmail ?? '' },
      mailbox: fact.mailbox,
      operator: { id: fact.operator, name: /^\d+$/.test(fact.operator) ? (fact.operatorName ?? '') : '' },
      area: fact.area,
      openedAt: orNull(fact.openedAt),
      dueAt: orNull(fact.dueAt),
      settledAt: orNull(fact.settledAt),
      settledBy: fact.settledBy,
      answeredAt: orNull(fact.answeredAt),
      seconds: fact.seconds,
    };
  });
}

function orNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
