import { plugChannel } from '#desk';
import type { Module } from '#kernel';
import { z } from 'zod';
import { channel } from './channel.ts';
import { erased } from './erased.ts';
import { copyToSent } from './copy-to-sent.ts';
import { health, watchSecrets } from './health.ts';
import { forgetOldLags } from './present-store.ts';
import { mailInvitation, sendNotice } from './notice.ts';
import { reconcile, reconcileAll } from './reconcile.ts';
import { acknowledgementHealth } from './acknowledgement-health.ts';
import { acknowledgementRoutes } from './acknowledgement-routes.ts';
import { queueRoutes } from './queue/routes.ts';
import { routes } from './routes.ts';
import { smtpListenerShape } from './shapes.ts';
import { start } from './start.ts';

export { addMailbox, testMailboxOf as testMailbox } from './by-hand.ts';
export { importMail } from './import.ts';
export { mailStaff } from './notice.ts';
export { listMailboxes } from './present.ts';
export { reconcile } from './reconcile.ts';

const privacy = z.string().trim().max(1000);
const privacyEs =
  'Sus datos personales se usan solo para atender esta solicitud, conforme a la Ley núm. 172-13. Puede pedir verlos, corregirlos o que dejen de usarse respondiendo a este correo.';
const privacyEn =
  'Your personal data are used only to attend to this request, under Law 172-13. You may ask to see or correct them, or that they be used no more, by answering this mail.';
const host = z.string().trim().min(1).max(253);

export const module: Module = {
  name: 'channels/mail',
  routes: [...routes, ...queueRoutes, ...acknowledgementRoutes],
  jobs: [
    { name: 'mail.nightly', cron: '0 3 * * *', handle: nightly, expireInSeconds: 120 },
    // A mailbox of half a million mails is compared UID by UID.
    {
      name: 'mail.reconcile',
      handle: async (k, data: { mailboxId: string }) => void (await reconcile(k, data.mailboxId)),
      retries: 3,
      heartbeatSeconds: 30,
    },
    { name: 'mail.copy-to-sent', handle: (k, data: { id: string }) => copyToSent(k, data.id), retries: 10, expireInSeconds: 120 },
    { name: 'mail.notice', handle: sendNotice, retries: 10, expireInSeconds: 120 },
  ],
  topics: [
    { topic: 'kernel.invited', name: 'mail', handle: mailInvitation },
    { topic: 'desk.erased', name: 'mail', handle: (k, data: { messages: string[] }) => erased(k, data.messages) },
  ],
  settings: [
    // How often Sent and Junk are asked for news, and INBOX too, in case its server forgets to tell.
    { key: 'mail.poll_seconds', shape: z.number().min(1).max(3600), initial: 20 },
    // Minutes of working time without reading after which somebody is told.
    { key: 'mail.silence_minutes', shape: z.number().int().min(1).max(10_000), initial: 15 },
    // authserv-ids and hosts of ours: only what they say about a sender counts (RFC 8601).
    { key: 'mail.trusted_servers', shape: z.array(host).max(50), initial: [] },
    // Senders that look like a machine and are persons: the institution's own form.
    { key: 'mail.persons', shape: z.array(z.string().trim().toLowerCase().max(320)).max(500), initial: [] },
    { key: 'mail.acknowledgement', shape: z.enum(['on', 'off']), initial: 'off', change: 'acknowledgement.change' },
    // Above so many in a minute, of all mailboxes, none goes out for an hour: something answers something.
    { key: 'mail.acknowledgement_per_minute', shape: z.number().int().min(1).max(1000), initial: 30, change: 'acknowledgement.change' },
    { key: 'mail.acknowledgement_per_day', shape: z.number().int().min(1).max(10_000), initial: 300, change: 'acknowledgement.change' },
    { key: 'mail.acknowledgement_privacy', shape: privacy, initial: privacyEs, change: 'acknowledgement.change' },
    { key: 'mail.acknowledgement_privacy_en', shape: privacy, initial: privacyEn, change: 'acknowledgement.change' },
    // Mails a minute that leave from the mailbox of that address; 0: as many as the server takes; null: as its provider says.
    { key: 'mail.per_minute.*', shape: z.number().int().min(0).max(10_000).nullable(), initial: null },
    // DNS servers that a mailbox's test asks for SPF, DKIM and DMARC, as address[:port]; none: those of the machine.
    {
      key: 'mail.dns_servers',
      shape: z.array(z.string().regex(/^(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|\[[\da-f:]+\](?::\d{1,5})?|[\da-f]*:[\da-f:]+)$/i)).max(5),
      initial: [],
    },
    { key: 'mail.smtp_listener', shape: smtpListenerShape, initial: { on: false, host: '127.0.0.1', port: 2525, domains: [] } },
  ],
  live: [{ stream: 'mail', access: 'mailboxes.read' }],
  health: [...health, acknowledgementHealth],
  plug: () => plugChannel(channel),
  start,
};

async function nightly(k: Parameters<typeof reconcileAll>[0]): Promise<void> {
  await reconcileAll(k);
  await watchSecrets(k);
  await forgetOldLags(k);
}
