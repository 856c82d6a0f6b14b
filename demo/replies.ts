import { areaLink } from '#desk';
import { escalationsIn } from '../server/desk/escalation-store.ts';
import { returnAsArea } from '../server/desk/area-page.ts';
import { conversationOf } from './conversation.ts';
import { areas, type AreaOfDemo } from './cast.ts';
import { answer, byPhone, noAnswer } from './desk-work.ts';
import { bounceOf, type Got } from './letters.ts';
import type { Request } from './requests.ts';
import { deliver, type Stage, tryTo, write } from './stage.ts';
import { followUps, handBacks, thanks } from './story.ts';

/** What whoever got a mail does with it: thanks, asks on, answers as an area, hands back, forgets; or a server sends it back. */
export function react(s: Stage, mail: Got, requests: ReadonlyMap<string, Request>): void {
  for (const to of mail.to) {
    const area = areas.find((one) => one.mail === to);
    if (area) asArea(s, area, mail, requests);
    else if (to.startsWith('ya.no.existe') && mail.from !== '')
      s.agenda.at(s.clock.now() + 4 * 60_000, () => comeBack(s, mail, to, requests));
    else if (!mail.isAutomatic && to.endsWith('@correo.example')) asRequester(s, mail, to, requests);
  }
}

async function comeBack(s: Stage, { from, messageId }: Got, failed: string, requests: ReadonlyMap<string, Request>): Promise<void> {
  const id = s.newId();
  const request = [...requests.values()].findLast((one) => one.requester.email === failed);
  if (request) s.agenda.at(s.later(s.clock.now(), s.dice.between(60, 600)), () => byPhone(s, request));
  await deliver(s, plainOf(from), id, bounceOf({ to: from, failed, messageId, at: s.clock.now(), id }));
}

function asRequester(s: Stage, mail: Got, from: string, requests: ReadonlyMap<string, Request>): void {
  const { dice, agenda } = s;
  const request = [...requests.values()].findLast((one) => one.requester.email === from);
  const send = (text: string) => write(s, { ...envelope(s, mail, request?.requester ?? { name: '', email: from }), text });
  const roll = dice.next();
  const when = s.clock.now() + dice.between(8, 900) * 60_000;
  if (roll < 0.1)
    agenda.at(when, async () => {
      await send(dice.pick(thanks));
      if (request) agenda.at(s.later(s.clock.now(), dice.between(10, 300)), () => noAnswer(s, request, 'Solo agradece; no pide nada.'));
    });
  else if (roll < 0.24)
    agenda.at(when, async () => {
      await send(dice.pick(followUps));
      if (request) agenda.at(s.later(s.clock.now(), dice.between(20, 500)), () => answer(s, request));
    });
  else if (roll < 0.27)
    agenda.at(s.clock.now() + 60_000, () =>
      write(s, {
        ...envelope(s, mail, request?.requester ?? { name: '', email: from }),
        subject: `Respuesta automática: ${mail.subject}`,
        text: 'Estoy de viaje y respondo cuando regrese.',
        headers: { 'Auto-Submitted': 'auto-replied' },
      }).then(() => {}),
    );
}

function asArea(s: Stage, area: AreaOfDemo, mail: Got, requests: ReadonlyMap<string, Request>): void {
  if (/recordatorio|reminder/i.test(mail.subject)) return;
  const { dice, agenda } = s;
  const number = conversationOf(mail.subject);
  const request = number === null ? undefined : requests.get(number);
  const roll = dice.next();
  const isLate = roll > 0.8 && roll < 0.93;
  // Some are still owed when the play ends.
  const when = s.later(s.clock.now(), isLate ? dice.between(area.hours * 62, area.hours * 110) : dice.between(20, area.hours * 50));
  if (roll >= 0.96) return;
  if (roll >= 0.93 || !request) {
    if (number !== null && request) agenda.at(when, () => handBack(s, area, request));
    return;
  }
  agenda.at(when, async () => {
    await write(s, {
      ...envelope(s, mail, { name: area.name, email: area.mail }),
      text: `${request.topic.areaSays}\n\n${area.head}\n${area.name}`,
    });
    await s.opened.drain();
    await s.mail.send();
    if (area.answers === 'operator') agenda.at(s.later(s.clock.now(), dice.between(15, 240)), () => answer(s, request));
  });
}

async function handBack(s: Stage, area: AreaOfDemo, request: Request): Promise<void> {
  const open = (await escalationsIn(s.k, [request.conversation])).find((one) => one.end === null && one.areaName === area.name);
  if (!open) return;
  const token = (await areaLink(s.k, open.id)).split('/').at(-1) as string;
  await tryTo(() => returnAsArea(s.k, token, { name: area.head, reason: s.dice.pick(handBacks), key: s.newId() }));
  s.agenda.at(s.later(s.clock.now(), s.dice.between(60, 500)), () => answer(s, request));
}

function envelope(s: Stage, mail: Got, from: { name: string; email: string }) {
  const subject = /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`;
  return { from, to: mail.replyTo, subject, at: s.clock.now(), id: s.newId(), answers: mail.messageId };
}

function plainOf(address: string): string {
  return address.replace(/\+[^@]*(?=@)/, '').replace(/^info@/, 'servicio@');
}
