import type { Lane, Reply, Task } from './packing.ts';

export interface CrewOptions {
  readonly size: number;
  /** Real milliseconds without work after which a lane is ended: an idle thread costs memory for nothing. */
  readonly idleMs: number;
  /** Real milliseconds after which somebody who waits gets one lane more: a mail that runs into its time limit delays nobody else. */
  readonly reliefMs?: number;
  readonly open: () => Lane;
}

export interface Crew {
  /** Rejects with `LaneDied` when the lane had to be killed; the next task gets a new one. */
  ask(task: Task): Promise<Reply[]>;
  close(): Promise<void>;
  /** Lanes alive now. */
  count(): number;
}

/** Lanes opened when there is work, one task each, ended when idle. */
export function openCrew({ size, idleMs, reliefMs, open }: CrewOptions): Crew {
  const idle: { lane: Lane; timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  const alive = new Set<Lane>();
  let busy = 0;
  const end = async (lane: Lane): Promise<void> => {
    alive.delete(lane);
    await lane.end();
  };
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (reliefMs === undefined) return;
      setTimeout(() => {
        const at = waiting.indexOf(resolve);
        if (at < 0 || busy > size) return;
        waiting.splice(at, 1);
        busy++;
        resolve();
      }, reliefMs).unref();
    });
  const take = async (): Promise<Lane> => {
    if (busy >= size) await turn();
    else busy++;
    const rested = idle.pop();
    if (rested) {
      clearTimeout(rested.timer);
      return rested.lane;
    }
    const lane = open();
    alive.add(lane);
    return lane;
  };
  // The place is handed on, not given back, so that nobody slips in between.
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  };
  const rest = (lane: Lane): void => {
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((one) => one.lane === lane),
        1,
      );
      void end(lane);
    }, idleMs);
    timer.unref();
    idle.push({ lane, timer });
  };
  return {
    async ask(task) {
      const lane = await take();
      try {
        const replies = await lane.ask(task);
        rest(lane);
        return replies;
      } catch (died) {
        await end(lane);
        throw died;
      } finally {
        giveBack();
      }
    },
    async close() {
      for (const { timer } of idle.splice(0)) clearTimeout(timer);
      await Promise.all([...alive].map(end));
    },
    count: () => alive.size,
  };
}
