import { operatorFor } from '#rota';
import { randomUUID } from 'node:crypto';
import { assign, take } from '../server/desk/assign.ts';
import { answeredByPhone } from '../server/desk/by-phone.ts';
import { escalate } from '../server/desk/escalate.ts';
import { needsNoAnswer } from '../server/desk/no-answer.ts';
import { note } from '../server/desk/note.ts';
import { setOwnTerm } from '../server/desk/own-term.ts';
import { reply } from '../server/desk/reply.ts';
import { resolve } from '../server/desk/resolve.ts';
import type { Colleague } from './cast.ts';
import { mailboxes } from './cast.ts';
import type { Request } from './requests.ts';
import { type Stage, tryTo, write } from './stage.ts';
import { calls, noAnswerReasons, notes } from './story.ts';

type Key = Colleague['key'];
const operators: readonly Key[] = ['nurys', 'rafael', 'yokasta'];

/** How the desk will deal with what has come: decided as it comes, done when its time has come. */
export function plan(s: Stage, request: Request): void {
  const { dice, agenda } = s;
  const now = s.clock.now();
  const roll = dice.next();
  const soon = s.later(now, dice.between(12, 420));
  if (request.topic.kind !== undefined) agenda.at(s.later(now, dice.between(5, 60)), () => mark(s, request));
  if (roll < 0.05) agenda.at(soon, () => elsewhere(s, request));
  else if (roll < 0.1) agenda.at(soon, () => byPhone(s, request));
  else if (roll < 0.13) agenda.at(soon, () => noAnswer(s, request));
  else if (roll < 0.25) agenda.at(s.later(now, dice.between(20, 300)), () => toArea(s, request));
  else if (roll < 0.3) agenda.at(s.later(now, dice.between(1500, 3000)), () => answer(s, request));
  else if (roll < 0.4) {
    agenda.at(s.later(now, dice.between(10, 120)), () => noteAndHand(s, request));
    agenda.at(s.later(now, dice.between(240, 1100)), () => answer(s, request));
  } else if (roll < 0.62) agenda.at(s.later(now, dice.between(420, 1300)), () => answer(s, request));
  else agenda.at(soon, () => answer(s, request));
}

/** Whoever is on duty for mail, else whoever is there. */
async function onDuty(s: Stage): Promise<Key> {
  const operator = await operatorFor(s.k, 'mail', s.clock.now());
  return (operator && s.keyOf(operator.id)) ?? s.dice.pick(operators);
}

export async function answer(s: Stage, { conversation, topic, requester }: Request, who?: Key): Promise<void> {
  const key = who ?? (await onDuty(s));
  const text = `Buenos días, ${requester.name.split(' ')[0]}:\n\n${topic.answer}\n\nEstamos a la orden.\n\n${nameOf(key)}\nServicio al Usuario · ISTE`;
  const wish = { text, html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen: null };
  const isSent = await tryTo(() => reply(s.as(key), conversation, wish));
  await s.mail.send();
  // The server refuses it: what cannot be written is said.
  if (requester.email.startsWith('buzon.lleno'))
    s.agenda.at(s.later(s.clock.now(), s.dice.between(30, 500)), () => byPhone(s, { conversation }));
  if (isSent && s.dice.chance(0.7)) s.agenda.at(s.later(s.clock.now(), s.dice.between(30, 900)), () => close(s, conversation, key));
}

async function close(s: Stage, conversation: string, key: Key): Promise<void> {
  await tryTo(() => resolve(s.as(key), conversation));
}

async function mark(s: Stage, { conversation, topic }: Request): Promise<void> {
  const key = await onDuty(s);
  await tryTo(() => setOwnTerm(s.as(key), conversation, topic.kind ?? null, null));
}

/** Answered from somebody's own program: it is found in Sent. */
async function elsewhere(s: Stage, { requester, subject, topic, messageId }: Request): Promise<void> {
  await write(
    s,
    {
      from: { name: mailboxes[0].name, email: mailboxes[0].address },
      to: requester.email,
      subject: `Re: ${subject}`,
      text: `Buenos días:\n\n${topic.answer}\n\nServicio al Usuario`,
      at: s.clock.now(),
      id: s.newId(),
      answers: messageId,
    },
    'sent',
  );
}

export async function byPhone(s: Stage, { conversation }: Pick<Request, 'conversation'>): Promise<void> {
  const key = await onDuty(s);
  await tryTo(() => take(s.as(key), conversation));
  await tryTo(() => answeredByPhone(s.as(key), conversation, { text: s.dice.pick(calls), at: null }));
}

export async function noAnswer(s: Stage, { conversation }: Request, reason = s.dice.pick(noAnswerReasons)): Promise<void> {
  const key = await onDuty(s);
  if (await tryTo(() => needsNoAnswer(s.as(key), conversation, reason))) await close(s, conversation, key);
}

async function noteAndHand(s: Stage, { conversation }: Request): Promise<void> {
  const key = await onDuty(s);
  await tryTo(() => note(s.as(key), conversation, s.dice.pick(notes)));
  const other = s.dice.pick(operators);
  await tryTo(() => assign(s.as('elena'), conversation, s.idOf(other)));
}

async function toArea(s: Stage, { conversation, topic }: Request): Promise<void> {
  const key = await onDuty(s);
  const wish = { area: topic.area, note: topic.ask, dueAt: null, tellsRequester: s.dice.chance(0.4), undoFor: 0 };
  await tryTo(() => escalate(s.as(key), conversation, wish));
  await s.mail.send();
}

function nameOf(key: Key): string {
  return (
    { nurys: 'Nurys Abreu', rafael: 'Rafael Almánzar', yokasta: 'Yokasta Brito', elena: 'Elena Marmolejos' }[key as string] ??
    'Servicio al Usuario'
  );
}
