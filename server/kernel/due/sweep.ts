import type { Core } from '../core.ts';
import { takeDue } from './store.ts';

const batch = 1000;

/** Turns the rows whose time has come by the product's clock into jobs, in one transaction; answers how many. */
export async function sweepDue(core: Core): Promise<number> {
  let swept = 0;
  for (;;) {
    const taken = await core.database.db.transaction().execute(async (db) => {
      const rows = await takeDue(db, core.clock.now(), batch);
      await core.boss.write(
        db,
        rows.map((row) => ({ name: `due:${row.topic}`, data: { subject: row.subject, runAt: row.runAt } })),
      );
      return rows.length;
    });
    swept += taken;
    if (taken > 0) core.boss.kick();
    if (taken < batch) return swept;
  }
}
