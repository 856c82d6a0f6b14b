import type { Kernel } from '#kernel';
import { insertCall, markAnnulled, phoneAnswer } from './by-phone-store.ts';
import { markTaken } from './duty-store.ts';
import { hold, holdOwn } from './hold.ts';
import { judge } from './judge.ts';
import { addEvent } from './message-store.ts';
import { questionOf } from './question-store.ts';
import { threadsOf } from './merge/threads.ts';
import { refuse } from './refusals.ts';
import { countMessage, nextMessageNumber } from './reply-store.ts';
import { plain } from './search.rules.ts';
import { ownSpells } from './wait.rules.ts';
import { addSearchTexts } from './write-store.ts';
import { previewOf, written } from './written.rules.ts';

export interface PhoneAnswer {
  /** What was said. */
  readonly text: string;
  /** When, ms; null: now. */
  readonly at: number | null;
}

/**
 * «Respondido por teléfono» (domain 1.6): ends the waiting spell at the time of the call, counted apart. Answers the message that records it.
 * Refuses `unknown-conversation`, `nothing-waits`, `text-missing`, `call-in-future`, `call-before-question`.
 */
export function answeredByPhone(k: Kernel, conversationId: string, { text, at: said }: PhoneAnswer): Promise<string> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    const { id, family } = held;
    const words = written(text);
    if (words === '') throw refuse.textMissing();
    const threads = await threadsOf(
      k,
      held.kin.filter((one) => family.includes(one.id)),
    );
    const [spell] = [...threads.values()]
      .flatMap((messages) => ownSpells(messages).filter((one) => one.answer === null))
      .sort((a, b) => a.openedAt - b.openedAt);
    const question = await questionOf(k, family);
    if (!spell || !question) throw refuse.nothingWaits();
    const at = said ?? k.clock.now();
    if (at > k.clock.now()) throw refuse.callInFuture();
    if (at < spell.openedAt) throw refuse.callBeforeQuestion();
    const message = await nextMessageNumber(k);
    const preview = previewOf(words);
    await insertCall(k, { id: message, conversationId: id, at, to: question.from ? [question.from] : [], text: words, preview });
    await countMessage(k, id, { by: 1, at, preview });
    await addSearchTexts(k, [{ conversationId: id, lastAt: at, text: plain(words) }]);
    await markTaken(k, id);
    await judge(k, held);
    await k.acts.write({
      verb: 'conversation.answered-by-phone',
      subject: { kind: 'conversation', id },
      detail: { message, at, byApi: k.actor.kind === 'token' },
    });
    await k.live.tell('desk', id);
    return message;
  });
}

/** The call is taken back, with a reason: the spell goes on as if it had not been. What was recorded stays in the thread. Refuses `unknown-message`, `reason-missing`. */
export function annulPhoneAnswer(k: Kernel, messageId: string, reason: string): Promise<void> {
  return k.transaction(async (k) => {
    const call = /^\d{1,18}$/.test(messageId) ? await phoneAnswer(k, messageId) : undefined;
    if (!call) throw refuse.unknownMessage();
    const words = written(reason);
    if (words === '') throw refuse.annulReasonMissing();
    const held = await holdOwn(k, call.conversationId);
    await markAnnulled(k, messageId);
    await judge(k, held, 'call-annulled');
    await addEvent(k, held.id, {
      kind: 'call-annulled',
      by: k.actor.name,
      detail: words,
      text: `${k.actor.name} anuló la respuesta por teléfono. Motivo: ${words}`,
    });
    await k.acts.write({
      verb: 'conversation.call-annulled',
      subject: { kind: 'conversation', id: held.id },
      reason: words,
      detail: { message: messageId },
    });
    await k.live.tell('desk', held.id);
  });
}
