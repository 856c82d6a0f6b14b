import type { Clock } from '#kernel';

/** What happens, in the order of its instants (product ms); what happens at one instant, in the order in which it was planned. */
export interface Agenda {
  at(when: number, what: () => Promise<void>): void;
  /** The next that happens before `until`, taken out; undefined: nothing does. */
  next(until: number): { readonly when: number; what(): Promise<void> } | undefined;
}

interface Entry {
  readonly when: number;
  readonly turn: number;
  what(): Promise<void>;
}

export function openAgenda(): Agenda {
  const heap: Entry[] = [];
  let turn = 0;
  const isEarlier = (a: Entry, b: Entry) => a.when < b.when || (a.when === b.when && a.turn < b.turn);
  return {
    at(when, what) {
      const entry = { when, turn: turn++, what };
      let low = 0;
      let high = heap.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isEarlier(heap[middle] as Entry, entry)) low = middle + 1;
        else high = middle;
      }
      heap.splice(low, 0, entry);
    },
    next(until) {
      const [first] = heap;
      return first !== undefined && first.when < until ? heap.shift() : undefined;
    },
  };
}

/** A clock that stands where the play has come to; real time goes on behind it. */
export interface StageClock extends Clock {
  set(to: number): void;
}

export function stageClock(at: number): StageClock {
  let now = at;
  return {
    now: () => now,
    real: () => Date.now(),
    driven: true,
    set: (to) => {
      now = Math.max(now, to);
    },
  };
}
