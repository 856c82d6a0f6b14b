import { randomUUID } from 'node:crypto';
import { sealActs } from './acts/seal.ts';
import type { Core } from './core.ts';
import { sweepDue } from './due/sweep.ts';
import { forgetInstance, noteInstance } from './instance-store.ts';
import { trimEvents } from './live/store.ts';
import { whatWaits } from './tick-store.ts';

/** The server's pulse, in real time: due rows, changes that a dead process left unnumbered, seals, sign of life. Answers how to stop. */
export function startTicking(core: Core): () => Promise<void> {
  const { db } = core.database;
  const id = randomUUID();
  // Under a quick clock a second is a minute: the error of a measured deadline is this pause.
  const pause = core.clock.driven ? 250 : 1000;
  const at = { seal: 0, sign: 0, trim: 0 };
  let stopped = false;
  let wake = () => {};
  let isAway = false;

  async function tick(): Promise<void> {
    const now = core.clock.real();
    const waits = await whatWaits(db, core.clock.now());
    if (waits.live) core.hub.kick();
    if (waits.due) await sweepDue(core);
    if (waits.acts && now - at.seal >= 5000) {
      at.seal = now;
      await sealActs(db);
    }
    if (now - at.sign >= 30_000) {
      at.sign = now;
      await noteInstance(db, id);
    }
    if (now - at.trim >= 3_600_000) {
      at.trim = now;
      await trimEvents(db);
    }
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      try {
        await tick();
        if (isAway) core.log.info('database.back');
        isAway = false;
      } catch (error) {
        if (!isAway) core.log.error('tick.failed', { error });
        isAway = true;
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = loop();
  return async () => {
    stopped = true;
    wake();
    await running;
    await forgetInstance(db, id).catch(() => {});
  };
}
