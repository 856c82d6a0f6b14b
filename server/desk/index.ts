import type { Module } from '#kernel';
import { plugSubjects } from '#procedure';
import { z } from 'zod';
import { areaAnswered } from './area-answer.ts';
import { remind } from './area-reminder.ts';
import { bulkJob } from './bulk/ask.ts';
import { workBulk } from './bulk/work.ts';
import { conversations, refreshDue } from './moved.ts';
import { depart } from './later/depart.ts';
import { handOver } from './on-duty.ts';
import { forgetGone } from './presence/presence.ts';
import { returnOfGone } from './handing/hand-all.ts';
import { returnIdle, returnKey, watchIdle } from './handing/return-idle.ts';
import { forget } from './personal-data/erase.ts';
import { dataRequests } from './personal-data/requests.ts';
import { routes } from './routes.ts';
import { wakeInTime } from './snooze/snooze.ts';
import { closedKey } from './tag/tags.ts';
import { footersKey, initialSignature, notForSignatures, signatureKey } from './signature.ts';

export { type Arrival, arrivals, recentArrivals } from './arrival-store.ts';
export { assign } from './assign.ts';
export { conversationNames } from './name-conversations.ts';
export { note } from './note.ts';
export { setOwnTerm } from './own-term.ts';
export { putTag } from './tag/put-tag.ts';
export { acknowledge, acknowledgeable, type Acknowledgeable } from './acknowledge.ts';
export { heldReferences, noteReference } from './held.ts';
export { type Brief, briefsOf } from './briefs.ts';
export { plugChannel } from './channels.ts';
export { noteAccepted, noteProgress, type Progress, wasOvertaken } from './deliver.ts';
export {
  type Address,
  type Channel,
  type Delivery,
  type DeliveryCode,
  type Fixed,
  type Inbound,
  type InboundAttachment,
  type Nature,
  type Outgoing,
  type Received,
} from './port.ts';
export { receive } from './receive.ts';
export { outgoingInBrief } from './sending/brief.ts';
export { areaLink, statusLink } from './links.ts';
export { threadToken } from './token.ts';

const share = z.number().gt(0).lt(1);

export const module: Module = {
  name: 'desk',
  routes,
  jobs: [
    { name: bulkJob, handle: (k, data: { bulk: string }) => workBulk(k, data.bulk), retries: 20, heartbeatSeconds: 10 },
    { name: 'desk.forget-gone', cron: '40 3 * * *', handle: (k) => forgetGone(k) },
    {
      name: 'desk.area-answered',
      handle: (k, data: { message: string }) => areaAnswered(k, data.message),
      retries: 20,
      expireInSeconds: 60,
    },
    {
      name: 'desk.refresh-due',
      handle: (k, data: { conversations: string[] }) => refreshDue(k, data.conversations),
      retries: 20,
      expireInSeconds: 60,
    },
    { name: 'desk.forget', handle: (k, data: { hashes: string[] }) => forget(k, data.hashes), retries: 20, expireInSeconds: 600 },
  ],
  settings: [
    // Working days for a complaint (basis target); what is under way keeps its own.
    { key: 'desk.complaint_days', shape: z.number().int().min(1).max(60), initial: 5, change: 'calendar.change' },
    // Only whoever changes tags makes new ones.
    { key: closedKey, shape: z.boolean(), initial: false, change: 'tags.change' },
    { key: returnKey, shape: z.number().int().min(0).max(200), initial: 0, changed: (k, _, hours) => watchIdle(k, hours as number) },
    // Working days to answer what a person asks about their own data (Law 172-13; basis target), and to do what they ask.
    { key: 'desk.data_access_days', shape: z.number().int().min(1).max(60), initial: 5, change: 'calendar.change' },
    { key: 'desk.data_change_days', shape: z.number().int().min(1).max(60), initial: 10, change: 'calendar.change' },
    { key: 'desk.reopen_days', shape: z.number().int().min(1).max(3650), initial: 30 },
    // How long the links without a password open: an area's page, and the requester's own.
    // What is left of an area's term when it is reminded.
    { key: 'desk.area_reminders', shape: z.strictObject({ half: share, quarter: share }), initial: { half: 0.5, quarter: 0.25 } },
    { key: 'desk.area_link_days', shape: z.number().int().min(1).max(365), initial: 14 },
    { key: 'desk.status_link_days', shape: z.number().int().min(1).max(365), initial: 90 },
    {
      key: footersKey,
      shape: z.record(
        z.string().max(320),
        z
          .string()
          .max(2000)
          .refine((text) => notForSignatures(text).length === 0, 'El pie nombra una variable que no existe: use una de la lista.'),
      ),
      initial: {},
      change: 'templates.change',
    },
    {
      key: signatureKey,
      shape: z
        .string()
        .max(2000)
        .refine((text) => notForSignatures(text).length === 0, 'La firma nombra una variable que no existe: use una de la lista.'),
      initial: initialSignature,
      change: 'templates.change',
    },
  ],
  topics: [
    { topic: 'rota.today', name: 'desk', handle: (k) => handOver(k) },
    { topic: 'kernel.account', name: 'desk', handle: (k) => returnOfGone(k) },
  ],
  due: [
    { topic: 'desk.idle', handle: (k) => returnIdle(k) },
    { topic: 'desk.opening', handle: (k) => handOver(k) },
    { topic: 'desk.departure', handle: (k, { subject }) => depart(k, subject) },
    { topic: 'desk.snooze', handle: (k, { subject }) => wakeInTime(k, subject) },
    { topic: 'desk.area-reminder', handle: (k, { subject }) => remind(k, subject) },
  ],
  live: [
    { stream: 'desk', access: 'conversations.read' },
    { stream: 'tag', access: 'conversations.read' },
    { stream: 'bulk', access: 'conversations.take' },
    { stream: 'sender', access: 'conversations.read' },
    // Which lists are kept under a name; whose own is not said.
    { stream: 'views', access: 'conversations.read' },
    { stream: 'contact', access: 'contacts.read' },
    // Who is writing is for who may write.
    { stream: 'draft', access: 'conversations.reply' },
    { stream: 'presence', access: 'conversations.read' },
  ],
  plug: () => {
    plugSubjects('conversation', conversations);
    plugSubjects('data-request', dataRequests);
  },
};
