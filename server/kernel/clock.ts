import { Refusal } from './refusal.ts';
import { readInstant } from './time.ts';

/** The only reader of the system clock. Instants in ms since 1970 UTC. */
export interface Clock {
  /** The product's now: the system's, or the driven one of demo and tests. */
  now(): number;
  /** The machine's now, for sessions, time-outs, retries and logs, which keep real time under a driven clock. */
  real(): number;
  /** Whether VENTANILLA_CLOCK drives it; then mail hosts that are not loopback are refused. */
  readonly driven: boolean;
}

/** The machine's clock, for both. */
export const systemClock: Clock = { now: () => Date.now(), real: () => Date.now(), driven: false };

export interface DrivenClock {
  readonly startsAt: number;
  /** 0: it stands still; n: it runs n times as fast. */
  readonly speed: number;
}

/** Reads VENTANILLA_CLOCK: an instant, or an instant followed by ` xN`. Refuses anything else. */
export function readDriven(text: string): DrivenClock {
  const parts = /^(\S+?)(?:\s+x(\d+(?:\.\d+)?))?$/.exec(text.trim());
  // Without its zone it would be read in the machine's, and mean another instant on another machine.
  const startsAt = readInstant(parts?.[1] ?? '');
  if (!parts || startsAt === null) {
    throw new Refusal(
      'bad-clock',
      400,
      `VENTANILLA_CLOCK no se entiende: «${text}». Escriba un instante, por ejemplo 2026-12-01T08:00:00-04:00, solo o seguido de x60.`,
      `VENTANILLA_CLOCK is not understood: "${text}". Write an instant, such as 2026-12-01T08:00:00-04:00, alone or followed by x60.`,
    );
  }
  return { startsAt, speed: Number(parts[2] ?? 0) };
}

/** A driven clock from its anchor: the real instant at which it stood at `startsAt`. */
export function drivenClock(driven: DrivenClock, anchoredAt: number): Clock {
  return {
    now: () => Math.floor(driven.startsAt + (Date.now() - anchoredAt) * driven.speed),
    real: () => Date.now(),
    driven: true,
  };
}
