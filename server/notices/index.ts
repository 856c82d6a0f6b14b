import type { Module } from '#kernel';
import { z } from 'zod';
import {
  type Assigned,
  type AssignedMany,
  heardAgain,
  heardAssignment,
  heardAssignments,
  heardMention,
  heardNotDelivered,
  heardPassedOn,
  heardHandedOver,
  type HandedOver,
  type Mentioned,
  type NotDelivered,
  type PassedOn,
} from './hear.ts';
import { forgetBefore } from './notice-store.ts';
import { lookAtOwed } from './owed.ts';
import { knownServices } from './push/endpoint.rules.ts';
import { push } from './push/push.ts';
import { pushRoutes } from './push/push-routes.ts';
import { routes } from './routes.ts';
import { tellGathered, tellUnread } from './tell.ts';

/** What nobody has asked about for so long is no news. */
const keptFor = 90 * 86_400_000;

export const module: Module = {
  name: 'notices',
  routes: [...routes, ...pushRoutes],
  settings: [
    // Hosts, or the end of their names, to which a browser may have us write.
    { key: 'notices.push_services', shape: z.array(z.string().trim().toLowerCase().min(3).max(253)).max(50), initial: knownServices },
  ],
  live: [{ stream: 'notices', access: 'signed-in' }],
  topics: [
    { topic: 'desk.mentioned', name: 'notices', handle: (k, heard: Mentioned) => heardMention(k, heard) },
    { topic: 'desk.assigned', name: 'notices', handle: (k, heard: Assigned) => heardAssignment(k, heard) },
    { topic: 'desk.assigned-many', name: 'notices', handle: (k, heard: AssignedMany) => heardAssignments(k, heard) },
    { topic: 'desk.passed-on', name: 'notices', handle: (k, heard: PassedOn) => heardPassedOn(k, heard) },
    { topic: 'desk.handed-over', name: 'notices', handle: (k, heard: HandedOver) => heardHandedOver(k, heard) },
    { topic: 'desk.wrote-again', name: 'notices', handle: heardAgain },
    { topic: 'desk.not-delivered', name: 'notices', handle: (k, heard: NotDelivered) => heardNotDelivered(k, heard) },
  ],
  due: [
    { topic: 'notices.unread', handle: (k, { subject }) => tellUnread(k, subject) },
    { topic: 'notices.gathered', handle: (k, { subject }) => tellGathered(k, subject) },
    { topic: 'notices.digest', handle: (k, { subject }) => tellGathered(k, subject) },
    { topic: 'notices.owed', handle: (k) => lookAtOwed(k) },
  ],
  jobs: [
    { name: 'notices.push', handle: (k, data: { notice: string }) => push(k, data.notice), retries: 3, expireInSeconds: 60 },
    { name: 'notices.forget-old', cron: '50 3 * * *', handle: (k) => forgetBefore(k, k.clock.now() - keptFor) },
  ],
  async start(k) {
    await k.due.set('notices.owed', 'all', k.clock.now());
    return async () => {};
  },
};
