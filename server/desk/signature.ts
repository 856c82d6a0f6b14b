import type { Kernel } from '#kernel';
import { refuse } from './refusals.ts';
import type { SignatureView } from './shapes.ts';
import { beforeSignature, fill, unknownVariables, withSignature } from './template.rules.ts';
import { ownSignature, writeSignature } from './template-store.ts';
import { valuesFor } from './values.ts';
import { written } from './written.rules.ts';

export const signatureKey = 'desk.signature';
/** How whoever has no signature of their own signs, until the coordinator says otherwise. */
export const initialSignature = '{{operador}}\n{{departamento}} · {{institución}}';

/** One's own signature, the institution's, and how it reads now. */
export async function showSignature(k: Kernel): Promise<SignatureView> {
  const own = k.actor.accountId === null ? null : await ownSignature(k, k.actor.accountId);
  const standard = await k.settings.get<string>(signatureKey);
  const read = cleared(fill(own ?? standard, await valuesFor(k, null)));
  return { own, standard, text: read };
}

/** Changes one's own signature; null: the institution's again. Refuses `unknown-variable`. */
export function changeSignature(k: Kernel, text: string | null): Promise<void> {
  return k.transaction(async (k) => {
    const words = text === null ? null : written(text);
    const unknown = unknownVariables(words ?? '');
    if (unknown.length > 0) throw refuse.unknownVariable(unknown);
    await writeSignature(k, k.actor.accountId as string, words);
    await k.acts.write({
      verb: 'signature.changed',
      subject: { kind: 'account', id: k.actor.accountId as string },
      detail: { isOwn: words !== null },
    });
  });
}

/** How the actor signs in a conversation. Refuses `unknown-conversation`. */
export async function signatureFor(k: Kernel, conversationId: string): Promise<{ text: string }> {
  const own = k.actor.accountId === null ? null : await ownSignature(k, k.actor.accountId);
  const words = own ?? (await k.settings.get<string>(signatureKey));
  return { text: words === '' ? '' : cleared(fill(words, await valuesFor(k, conversationId))) };
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
