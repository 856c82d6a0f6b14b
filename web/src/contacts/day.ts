import { now } from '../shell/clock.ts';

const behind = 4 * 3_600_000; // Santo Domingo is −04:00 all year

/** The local day of now, 'YYYY-MM-DD'. */
export function today(): string {
  return new Date(now() - behind).toISOString().slice(0, 10);
}

/** Noon of a day, so that it is the same day wherever it is formatted. */
export function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00-04:00`);
}
