import type pg from 'pg';
import { type Clock, type DrivenClock, drivenClock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { Refusal } from './refusal.ts';
import { instant, iso } from './time.ts';

/**
 * The clock that this environment asks for. A driven one has its anchor in the database: who comes with the same words follows
 * it, other words set a new anchor. Refuses one that would put new acts before old ones.
 */
export async function readClock(client: pg.ClientBase, config: Pick<Config, 'clock' | 'clockText'>): Promise<Clock> {
  if (config.clock === null) return systemClock;
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock(43)');
    const anchored = (await anchorOf(client, config.clockText ?? '')) ?? (await setAnchor(client, config.clock, config.clockText ?? ''));
    await client.query('commit');
    return drivenClock(config.clock, anchored);
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function anchorOf(client: pg.ClientBase, said: string): Promise<number | null> {
  const { rows } = await client.query<{ anchoredAt: number }>(
    'select anchored_at as "anchoredAt" from kernel.clock_anchor where said = $1',
    [said],
  );
  return rows[0]?.anchoredAt ?? null;
}

async function setAnchor(client: pg.ClientBase, { startsAt, speed }: DrivenClock, said: string): Promise<number> {
  const { rows } = await client.query<{ last: number | null }>('select max(at) as last from acts.act');
  const last = rows[0]?.last ?? null;
  if (last !== null && startsAt < last) throw tooEarly(last);
  const anchoredAt = systemClock.real();
  await client.query(
    `insert into kernel.clock_anchor (said, starts_at, speed, anchored_at) values ($1, $2, $3, $4)
     on conflict (only_one) do update set said = excluded.said, starts_at = excluded.starts_at, speed = excluded.speed, anchored_at = excluded.anchored_at`,
    [said, instant(startsAt), speed, instant(anchoredAt)],
  );
  return anchoredAt;
}

function tooEarly(last: number): Refusal {
  return new Refusal(
    'clock-before-acts',
    409,
    `VENTANILLA_CLOCK empieza antes del último acto registrado (${iso(last)}). Use un instante posterior, o una carpeta de datos nueva.`,
    `VENTANILLA_CLOCK begins before the last recorded act (${iso(last)}). Use a later instant, or a new data folder.`,
  );
}
