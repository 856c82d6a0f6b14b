import type { Core, Unit } from '../core.ts';
import type { Kernel } from '../kernel.ts';

/** When and how often a job may run. */
export interface SendOptions {
  /** Real seconds before it may run. */
  readonly startAfterSeconds?: number;
  /** While one of the same name and key still waits to start, another is not added. */
  readonly singletonKey?: string;
}

/** Work for later, at least once, by the server process. */
export interface Jobs {
  /** Asks for a job; inside a transaction it exists only if that commits, and runs only afterwards. */
  send(name: string, data: unknown, options?: SendOptions): Promise<void>;
}

export function jobsOf(core: Core, k: Pick<Kernel, 'db'>, unit: Unit | null): Jobs {
  return {
    async send(name, data, options = {}) {
      core.boss.check(name);
      const job = { name, data, ...options };
      if (unit) return void unit.jobs.push(job);
      await core.boss.write(k.db, [job]);
      core.boss.kick();
    },
  };
}
