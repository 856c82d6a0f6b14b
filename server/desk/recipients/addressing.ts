import type { Kernel } from '#kernel';
import { channelIfPlugged } from '../channels.ts';
import { questionOf } from '../question-store.ts';
import { defaultRecipients } from '../reply.rules.ts';
import type { Addressing } from '../shapes.ts';
import { participantsOf } from './address-store.ts';

/** To whom an answer goes where its author says nothing else, who belongs to the conversations that are shown as one, and which domains are ours. */
export async function addressingOf(k: Kernel, family: readonly string[]): Promise<Addressing> {
  const [question, known, own] = await Promise.all([
    questionOf(k, family),
    participantsOf(k, family),
    channelIfPlugged('mail')?.addresses(k) ?? [],
  ]);
  const ours = new Set(own);
  const rule = question ? defaultRecipients(question, ours) : { to: [], cc: [], leftOut: 0 };
  const domains = [...new Set(own.map((one) => one.slice(one.lastIndexOf('@') + 1)))];
  return { ...rule, known: [...new Set([...known, ...rule.to.map((one) => one.toLowerCase())])], domains };
}
