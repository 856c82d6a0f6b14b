import type { Kernel } from '#kernel';
import { holdOwn, shownOf } from './hold.ts';
import { areaWasAsked } from './area-reminder.ts';
import { holdConversations } from './change-store.ts';
import { judge, judgeAll } from './judge.ts';
import { addEvent } from './message-store.ts';
import type { Delivery, DeliveryCode } from './port.ts';
import { addParticipants, isOvertaken, type Sent, sentMessage, sentMessages, writeDeliveries, writeDelivery } from './delivery-store.ts';
import type { Part } from './wait.rules.ts';

export interface Progress {
  /** The desk's message. */
  readonly id: string;
  readonly delivery: Delivery;
  /** Product ms at which the outgoing server accepted it; only with `accepted`. */
  readonly at?: number;
  /** The server's words, or ours. */
  readonly note?: string;
  /** Why, or how it is known, where the words are ours. */
  readonly code?: DeliveryCode;
  /** Recipients that were refused while others were accepted, lower case. */
  readonly refused?: readonly string[];
  /** Those whom it reached. */
  readonly reached?: readonly string[];
}

/**
 * Notes how a message of ours fares, in the caller's transaction or its own. Accepted, it ends the waiting spell at that instant (5.3:
 * answered is accepted by the outgoing server); bounced, the spell goes on as if it had not stopped (domain 1.6).
 */
export function noteProgress(k: Kernel, progress: Progress): Promise<void> {
  if (progress.delivery === 'accepted') return noteAccepted(k, [progress]);
  return k.transaction(async (k) => {
    const { id, note = null, code = null, refused = [] } = progress;
    const found = await sentMessage(k, id);
    if (!found) return;
    const held = await holdOwn(k, found.conversationId);
    const hasComeBack = progress.delivery === 'bounced';
    // It came back from some and reached the others: an answer to those it is.
    const isPartly = hasComeBack && found.recipients.some((one) => !refused.includes(one));
    const delivery = isPartly ? 'accepted' : progress.delivery;
    await writeDelivery(k, { id, delivery, at: null, note, code, refused });
    // An acknowledgement is no answer, and its fate no news of the conversation: its own line tells it.
    if (isAcknowledgement(found)) return k.live.tell('desk', held.id).then(() => {});
    if (!isReminder(found) && (hasComeBack || found.delivery === 'accepted'))
      await judge(k, held, hasComeBack ? (found.part === 'ask' ? 'escalation-bounced' : 'answer-bounced') : 'answer-before-question');
    if (found.part === 'ask' && found.escalationId !== null && isPartly) await areaWasAsked(k, found.escalationId);
    const kind = hasComeBack ? 'bounced' : delivery;
    if (code === 'newer-message') await addEvent(k, held.id, { kind: 'held-back', by: 'Ventanilla', detail: null, text: heldBack });
    else if (kind === 'bounced' || kind === 'rejected' || kind === 'uncertain') await say(k, held.id, { kind, part: found.part, note });
    const trouble = code === 'newer-message' ? 'held-back' : kind;
    if (isTrouble(trouble) && found.authorId !== null && !isReminder(found))
      await k.topics.publish('desk.not-delivered', {
        conversation: held.id,
        message: id,
        author: found.authorId,
        trouble,
        at: k.clock.now(),
      });
    await k.live.tell('desk', held.id);
  });
}

/** The outgoing server has accepted these: as many at once as were accepted while the last ones were being noted. */
export function noteAccepted(k: Kernel, all: readonly Progress[]): Promise<void> {
  return k.transaction(async (k) => {
    const byId = new Map(all.map((one) => [one.id, one]));
    const found = await sentMessages(k, [...byId.keys()]);
    const held = await holdConversations(k, [...new Set(found.map((one) => one.conversationId))]);
    await writeDeliveries(
      k,
      found.map(({ id }) => {
        const { at = null, note = null, code = null, refused = [] } = byId.get(id) as Progress;
        return { id, delivery: 'accepted', at, note, code, refused };
      }),
    );
    const letters = found.filter((one) => !isAcknowledgement(one) && !isReminder(one));
    // Whoever is only reminded does not write into the matter by that.
    await addParticipants(
      k,
      letters
        .filter((one) => one.part !== 'side')
        .map(({ id, conversationId }) => ({ id: conversationId, emails: byId.get(id)?.reached ?? [] })),
    );
    const acted = [...new Set(letters.map((one) => one.conversationId))];
    const kin = new Set(held.flatMap((one) => (acted.includes(one.id) ? (one.kinId ?? []) : [])));
    await judgeAll(
      k,
      held.filter((one) => acted.includes(one.id) || (one.kinId !== null && kin.has(one.kinId))),
      'answer-before-question',
      acted,
    );
    for (const { part, escalationId } of letters) if (part === 'ask' && escalationId !== null) await areaWasAsked(k, escalationId);
    for (const { id } of held) await k.live.tell('desk', id);
  });
}

function isReminder({ part }: Sent): boolean {
  return part === 'reminder' || part === 'notice';
}

function isAcknowledgement({ direction, part }: Sent): boolean {
  return direction === 'event' && part === null;
}

/**
 * As a message is about to leave: whether something came or went meanwhile that its author had not seen. The conversation is held to the
 * end of the caller's transaction.
 */
export async function wasOvertaken(k: Kernel, id: string): Promise<boolean> {
  const found = await sentMessage(k, id);
  if (!found) return false;
  const { family } = shownOf(await holdOwn(k, found.conversationId));
  return isOvertaken(k, id, family);
}

function isTrouble(kind: string): boolean {
  return ['held-back', 'bounced', 'rejected', 'uncertain'].includes(kind);
}

const heldBack =
  'La respuesta no salió: antes llegó o salió otro mensaje que quien la escribió no había visto. Léalo y envíela de todos modos, o vuelva a escribirla.';

/** Keyed by what it was to an escalation; a reply of ours was nothing to one. */
const words = {
  reply: {
    bounced: 'La respuesta volvió: no llegó. La espera sigue como si no se hubiera respondido.',
    rejected: 'No salió: el servidor de correo rechazó la respuesta. La espera sigue.',
    uncertain:
      'No se sabe si la respuesta salió: se cortó la línea al terminar de enviarla. Se busca en Enviados; no se envía otra vez por su cuenta.',
  },
  ask: {
    bounced:
      'La escalación volvió: el área no la recibió. La espera sigue como si no se hubiera escalado; escale a otra área o corrija su dirección.',
    rejected: 'La escalación no salió: el servidor de correo la rechazó. La espera sigue; revise la dirección del área.',
    uncertain:
      'No se sabe si la escalación salió: se cortó la línea al terminar de enviarla. Se busca en Enviados; no se envía otra vez por su cuenta.',
  },
  side: {
    bounced: 'Lo que se escribió en el hilo aparte volvió: no llegó. Con quien preguntó no cambia nada.',
    rejected: 'Lo que se escribió en el hilo aparte no salió: el servidor de correo lo rechazó. Revise la dirección.',
    uncertain:
      'No se sabe si salió lo que se escribió en el hilo aparte: se cortó la línea al terminar de enviarlo. Se busca en Enviados; no se envía otra vez por su cuenta.',
  },
  forward: {
    bounced: 'La respuesta del área volvió: no llegó al solicitante.',
    rejected: 'La respuesta del área no salió hacia el solicitante: el servidor de correo la rechazó.',
    uncertain:
      'No se sabe si la respuesta del área salió hacia el solicitante: se cortó la línea al terminar de enviarla. Se busca en Enviados; no se envía otra vez por su cuenta.',
  },
} as const;

interface Trouble {
  readonly kind: 'bounced' | 'rejected' | 'uncertain';
  readonly part: Part | null;
  readonly note: string | null;
}

async function say(k: Kernel, id: string, { kind, part, note }: Trouble): Promise<void> {
  // A reminder that did not arrive changes nothing: its area page and its term stay.
  if (part === 'reminder' || part === 'notice') return;
  const about = part === 'ask' || part === 'forward' || part === 'side' ? { about: part } : {};
  await addEvent(k, id, { kind, by: 'Ventanilla', detail: note, ...about, text: words[about.about ?? 'reply'][kind] });
}
