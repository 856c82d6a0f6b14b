import type { Kernel } from '../kernel.ts';
import type { JobHandler, Module } from '../module.ts';
import { topicJob } from './topics.ts';

export type Queue = 'short' | 'long';

/** Every job a process knows, by name: those of the modules, one per topic listener, one per due topic. */
export function handlersOf(modules: readonly Module[]): ReadonlyMap<string, JobHandler> {
  const all = modules.flatMap((module) => [
    ...(module.jobs ?? []),
    ...(module.topics ?? []).map((one): JobHandler => ({ name: topicJob(one.topic, one.name), handle: (k, data) => one.handle(k, data) })),
    ...(module.due ?? []).map((one): JobHandler => ({ name: `due:${one.topic}`, handle: (k: Kernel, data) => one.handle(k, data) })),
  ]);
  const byName = new Map(all.map((handler) => [handler.name, handler]));
  if (byName.size < all.length)
    throw new Error(`Two handlers share a name: ${all.map((one) => one.name).find((name, i, names) => names.indexOf(name) < i)}`);
  return byName;
}

/** Two queues and not one per job: each costs polls for ever. What may take long never stands before what is quick. */
export function queueOf(handler: JobHandler): Queue {
  const isLong =
    handler.heartbeatSeconds !== undefined ||
    handler.cron !== undefined ||
    handler.concurrency !== undefined ||
    (handler.expireInSeconds ?? 0) > 120;
  return isLong ? 'long' : 'short';
}
