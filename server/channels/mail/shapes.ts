import { z } from 'zod';

const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[^\s/@]+$/);
const security = z.enum(['tls', 'starttls', 'none']);

/** A server as it is written: its password goes in and never comes out. */
export const serverBody = z.strictObject({
  host,
  port: z.number().int().min(1).max(65_535),
  security,
  user: z.string().trim().max(320).optional(),
  password: z.string().max(1000).optional(),
});
export type ServerBody = z.infer<typeof serverBody>;

export const oauthBody = z.strictObject({
  clientId: z.string().max(300).optional(),
  clientSecret: z.string().max(1000).optional(),
  tenant: z.string().max(200).optional(),
  refreshToken: z.string().max(10_000).optional(),
  serviceAccount: z.strictObject({ email: z.string().max(320), privateKey: z.string().max(10_000) }).optional(),
  tokenUrl: z.url().max(500).optional(),
  secretExpiresOn: z.iso.date().optional(),
});

const instantText = z.string().max(40);
const auth = z.enum(['password', 'microsoft', 'google']);
const kind = z.enum(['imap', 'graph']);
const purpose = z.enum(['service', 'campaigns']);
const address = z.string().trim().min(3).max(254);

export const mailboxBody = z.strictObject({
  address,
  name: z.string().trim().max(120).optional(),
  purpose: purpose.default('service'),
  auth: auth.default('password'),
  /** `graph`: Microsoft's Graph reads and sends, where a tenant has neither IMAP nor SMTP sign-in; then `imap` may be null. */
  kind: kind.optional(),
  /** Null: it is not read by IMAP; its mail comes to the product's own SMTP listener. */
  imap: serverBody.nullable(),
  smtp: serverBody.nullable().optional(),
  oauth: oauthBody.optional(),
  since: instantText.optional(),
  aliases: z.array(address).max(50).optional(),
});
export type MailboxBody = z.infer<typeof mailboxBody>;

export const mailboxPatch = z.strictObject({
  name: z.string().trim().max(120).optional(),
  purpose: purpose.optional(),
  auth: auth.optional(),
  kind: kind.optional(),
  imap: serverBody.nullable().optional(),
  smtp: serverBody.nullable().optional(),
  oauth: oauthBody.optional(),
  since: instantText.optional(),
  aliases: z.array(address).max(50).optional(),
});
export type MailboxPatch = z.infer<typeof mailboxPatch>;

export const startBody = z.strictObject({ since: instantText.optional() });

export const serverShape = z.object({ host: z.string(), port: z.number(), security, user: z.string().nullable() });
export const troubleShape = z.object({ code: z.string(), es: z.string(), en: z.string(), since: z.string().nullable() });

export const missingShape = z.object({ folder: z.string(), uid: z.number(), subject: z.string(), from: z.string(), at: z.string() });
export const reconciliationShape = z.object({
  at: z.string(),
  mailbox: z.number(),
  table: z.number(),
  /** The first of those that are in the mailbox and not in the table; `missingCount` says how many there are. */
  missing: z.array(missingShape),
  missingCount: z.number(),
  /** How many of them could be brought in at once. */
  fetched: z.number(),
});
export type Reconciliation = z.infer<typeof reconciliationShape>;

export const mailboxShape = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string(),
  purpose,
  auth,
  kind,
  /** An empty host: mail comes to the product's own SMTP listener. */
  imap: serverShape,
  smtp: serverShape.nullable(),
  since: z.string(),
  aliases: z.array(z.string()),
  state: z.enum(['rehearsal', 'reading', 'paused', 'trouble']),
  trouble: troubleShape.nullable(),
  /** Where mail comes to the product's own SMTP listener: when the last one came. */
  lastReadAt: z.string().nullable(),
  /** Seconds since it was last read; null before the first time. */
  lagSeconds: z.number().nullable(),
  /** Median seconds from when a mail could have been read to when it was, in each of the last 24 hours, oldest first; null without mail. */
  medianLagByHour: z.array(z.number().nullable()),
  idle: z.boolean(),
  tokenExpiresAt: z.string().nullable(),
  secretExpiresAt: z.string().nullable(),
  certificateUntil: z.string().nullable(),
  counts: z.object({ read: z.number(), today: z.number(), quarantined: z.number(), unmatched: z.number() }),
  reconciliation: reconciliationShape.nullable(),
  /** Of ours: in the queue, not arrived (uncertain, held back, refused, come back), and when the server last took one. */
  sending: z.object({ waiting: z.number().int(), troubled: z.number().int(), lastSentAt: z.string().nullable() }),
  /** What is wrong beside `trouble`, each with what to do. */
  alarms: z.array(z.object({ es: z.string(), en: z.string() })),
});
export type Mailbox = z.infer<typeof mailboxShape>;

export const stepShape = z.object({
  name: z.enum(['host', 'encryption', 'sign-in', 'inbox', 'idle', 'folders', 'smtp', 'spf', 'dkim', 'dmarc']),
  ok: z.boolean(),
  detail: z.string(),
  detailEn: z.string(),
  seconds: z.number(),
  code: z.string().optional(),
});
export type Step = z.infer<typeof stepShape>;

export const rehearsalShape = z.object({
  mails: z.number(),
  conversations: z.number(),
  waiting: z.number(),
  sends: z.literal(0),
  since: z.string(),
  sample: z.array(
    z.object({
      from: z.string(),
      subject: z.string(),
      at: z.string(),
      would: z.enum(['history', 'opens', 'joins', 'robot', 'duplicate']),
      due: z.string().nullable(),
    }),
  ),
});
export type Rehearsal = z.infer<typeof rehearsalShape>;

export const quarantineItemShape = z.object({
  id: z.string(),
  mailbox: z.string(),
  from: z.string(),
  subject: z.string(),
  receivedAt: z.string(),
  reason: z.string(),
  tries: z.number(),
  size: z.number(),
  conversation: z.string().nullable(),
});

/** A mail of ours that has not arrived; instants of trying are the machine's. */
export const queueItemShape = z.object({
  /** The desk's message. */
  id: z.string(),
  state: z.enum(['waiting', 'sending', 'uncertain', 'heldBack', 'rejected', 'bounced', 'cancelled']),
  kind: z.enum(['reply', 'ask', 'forward', 'reminder', 'acknowledgement']),
  mailbox: z.object({ id: z.string(), address: z.string() }),
  recipients: z.array(z.string()),
  author: z.string().nullable(),
  conversation: z.object({ id: z.string(), number: z.string(), subject: z.string() }).nullable(),
  /** Since when it is in the queue. */
  since: z.string(),
  nextTryAt: z.string().nullable(),
  lastTryAt: z.string().nullable(),
  tries: z.number().int(),
  /** The server's words. */
  response: z.string().nullable(),
  isAutomatic: z.boolean(),
  canHurry: z.boolean(),
  /** It may arrive twice, or a newer message held it back: a person decides. */
  canRepeat: z.boolean(),
  canCancel: z.boolean(),
});
export type QueueItem = z.infer<typeof queueItemShape>;

export const countsShape = z.object({
  read: z.number(),
  stored: z.number(),
  duplicate: z.number(),
  quarantined: z.number(),
  failed: z.number(),
  conversations: z.number(),
});
export type ImportCounts = z.infer<typeof countsShape>;

/** Setting `mail.smtp_listener`: port 0 or `on: false` for none. */
export const smtpListenerShape = z.strictObject({
  on: z.boolean(),
  host: z.string().min(1).max(253),
  port: z.number().int().min(0).max(65_535),
  domains: z.array(z.string().min(1).max(253)).max(100),
});
export type SmtpListenerSetting = z.infer<typeof smtpListenerShape>;
