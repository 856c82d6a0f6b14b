import type { Kernel } from '#kernel';
import { moveForward } from './change-store.ts';
import { hold } from './hold.ts';
import { markTaken } from './duty-store.ts';
import { keepMentions } from './mention/mention.ts';
import { addNote } from './message-store.ts';
import { refuse } from './refusals.ts';
import { plain } from './search.rules.ts';
import { addSearchTexts } from './write-store.ts';
import { written } from './written.rules.ts';

/** Writes an internal note, which settles nothing; answers its id. «@name» in it names a person (`chosen`: ids, where several have one name). Refuses `unknown-conversation`, `text-missing`. */
export function note(k: Kernel, conversationId: string, text: string, chosen: readonly string[] = []): Promise<string> {
  return k.transaction(async (k) => {
    const words = written(text);
    if (words === '') throw refuse.textMissing();
    const { id } = await hold(k, conversationId);
    const message = await addNote(k, id, words);
    await keepMentions(k, { conversation: id, message, text: words, chosen });
    await markTaken(k, id);
    const at = k.clock.now();
    await moveForward(k, id, at);
    await addSearchTexts(k, [{ conversationId: id, lastAt: at, text: plain(words) }]);
    await k.acts.write({ verb: 'conversation.noted', subject: { kind: 'conversation', id }, detail: { message } });
    await k.live.tell('desk', id);
    return message;
  });
}
