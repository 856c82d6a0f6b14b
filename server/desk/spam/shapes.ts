import { z } from 'zod';

/** Why a conversation stands under «No deseados». */
export const spamWhyShape = z.object({
  /** A person marked it; its sender was marked before, or blocked; the mailbox's own folder of unwanted mail. */
  how: z.enum(['marked', 'learnt', 'blocked', 'folder']),
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
  /** The address or domain that decided. */
  sender: z.string().nullable(),
});

export const senderShape = z.object({
  id: z.string(),
  kind: z.enum(['address', 'domain']),
  value: z.string(),
  /** Where its next mail goes: to «No deseados», or in as a person's. */
  verdict: z.enum(['spam', 'wanted']),
  how: z.enum(['marked', 'released', 'blocked']),
  reason: z.string().nullable(),
  conversation: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  /** Mails that it has decided on, and when the last one came. */
  hits: z.number().int(),
  lastHitAt: z.string().nullable(),
});

export type SpamWhy = z.infer<typeof spamWhyShape>;
export type SenderItem = z.infer<typeof senderShape>;
