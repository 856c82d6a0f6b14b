import type { Kernel } from '#kernel';
import { refuse } from './refusals.ts';
import type { SignatureView } from './shapes.ts';
import { beforeSignature, blanksIn, fill, unknownVariables, type Values, withSignature } from './template.rules.ts';
import { ownSignature, writeSignature } from './template-store.ts';
import { valuesFor } from './values.ts';
import { written } from './written.rules.ts';

export const signatureKey = 'desk.signature';
/** By mailbox: what the law or the institution wants below every answer from there. */
export const footersKey = 'desk.footers';
/** How whoever has no signature of their own signs, until the coordinator says otherwise. */
export const initialSignature = '{{operador}}\n{{departamento}} · {{institución}}';

/** One's own signature in a mailbox (`''`: in all), how one signs there without it, and how it reads now. */
export async function showSignature(k: Kernel, mailbox: string): Promise<SignatureView> {
  const own = await ownIn(k, mailbox);
  const standard = (mailbox === '' ? null : await ownIn(k, '')) ?? (await k.settings.get<string>(signatureKey));
  return { own, standard, text: await signature(k, own ?? standard, mailbox, await valuesFor(k, null)) };
}

/** Changes one's own signature in a mailbox (`''`: in all); null: as before one had it. Refuses `unknown-variable`. */
export function changeSignature(k: Kernel, { text, mailbox }: { readonly text: string | null; readonly mailbox: string }): Promise<void> {
  return k.transaction(async (k) => {
    const words = text === null ? null : written(text);
    const unknown = notForSignatures(words ?? '');
    if (unknown.length > 0) throw refuse.unknownVariable(unknown);
    await writeSignature(k, k.actor.accountId as string, mailbox.toLowerCase(), words);
    await k.acts.write({
      verb: 'signature.changed',
      subject: { kind: 'account', id: k.actor.accountId as string },
      detail: { isOwn: words !== null, mailbox: mailbox === '' ? null : mailbox.toLowerCase() },
    });
  });
}

/** How the actor signs in a conversation. Refuses `unknown-conversation`. */
export async function signatureFor(k: Kernel, conversationId: string): Promise<{ text: string }> {
  const values = await valuesFor(k, conversationId);
  const mailbox = values.mailbox ?? '';
  const words = (await ownIn(k, mailbox)) ?? (await ownIn(k, '')) ?? (await k.settings.get<string>(signatureKey));
  return { text: await signature(k, words, mailbox, values) };
}

async function ownIn(k: Kernel, mailbox: string): Promise<string | null> {
  return k.actor.accountId === null ? null : ownSignature(k, k.actor.accountId, mailbox.toLowerCase());
}

/** Below it stands the footer of the mailbox, where it has one. */
async function signature(k: Kernel, words: string, mailbox: string, values: Values): Promise<string> {
  const footers = await k.settings.get<Record<string, string>>(footersKey);
  const parts = [words, footers[mailbox.toLowerCase()] ?? ''].map((one) => cleared(fill(one, values)));
  return parts.filter((one) => one !== '').join('\n\n');
}

/** What a signature or a footer may not name: what means nothing, and what somebody would have to fill each time. */
export function notForSignatures(text: string): string[] {
  return [...unknownVariables(text), ...blanksIn(text)];
}

/** The text with the actor's signature below it, once. */
export async function signedText(k: Kernel, conversationId: string, text: string): Promise<string> {
  return withSignature(text, (await signatureFor(k, conversationId)).text);
}

/** The text as it was written, before it was signed. */
export async function withoutSignature(k: Kernel, conversationId: string, text: string): Promise<string> {
  return beforeSignature(text, (await signatureFor(k, conversationId)).text);
}

/** A signature never shows a name without its value: a line that lacks one is left out of it. */
function cleared({ text }: { text: string }): string {
  const bare = text.replace(/\{\{[^{}]*\}\}/g, '\u0000');
  const lines = bare
    .split('\n')
    .map((line) => (line.includes('\u0000') ? line.replace(/\s*[·,|–-]?\s*\u0000\s*[·,|–-]?\s*/g, ' ').trim() : line));
  return lines
    .filter((line, i) => line !== '' || !bare.split('\n')[i]?.includes('\u0000'))
    .join('\n')
    .trim();
}
