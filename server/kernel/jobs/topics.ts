import type { Core, Unit } from '../core.ts';
import type { Kernel } from '../kernel.ts';
import { jobsOf } from './jobs.ts';

export interface Topics {
  /** News for whoever listens: one job per listener, in the same transaction. Nobody listening is fine. */
  publish(topic: string, payload: unknown): Promise<void>;
}

export function topicsOf(core: Core, k: Pick<Kernel, 'db'>, unit: Unit | null): Topics {
  const jobs = jobsOf(core, k, unit);
  return {
    async publish(topic, payload) {
      for (const listener of core.modules.flatMap((module) => module.topics ?? [])) {
        if (listener.topic === topic) await jobs.send(topicJob(topic, listener.name), payload);
      }
    },
  };
}

export function topicJob(topic: string, listener: string): string {
  return `topic:${topic}:${listener}`;
}
