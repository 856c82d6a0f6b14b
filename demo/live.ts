import nodemailer from 'nodemailer';
import { areas, domain } from './cast.ts';
import { conversationOf } from './conversation.ts';
import { bytesOf, type Got, type Letter } from './letters.ts';
import { dice } from './random.ts';
import { question } from './requests.ts';
import { thanks, type Topic, topics } from './story.ts';

export interface Life {
  /** Somebody outside got a mail: they may answer. */
  took(mail: Got): void;
  stop(): void;
}

const minute = 60_000;

/**
 * What goes on outside while the demonstration is open: somebody writes every minute or two, areas answer after a few, some say thanks. All
 * of it comes by SMTP to the product's own listener. `now` answers product ms.
 */
export function goOn({ port, now, seed }: { readonly port: number; now(): number; readonly seed: number }): Life {
  const chance = dice(seed + Math.floor(now() / minute));
  const out = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const timers = new Set<NodeJS.Timeout>();
  let made = 0;
  let stopped = false;

  const later = (ms: number, work: () => Promise<void>) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      // The server may be stopping, or not yet listening: the next one comes anyway.
      work().catch(() => {});
    }, ms);
    timers.add(timer);
  };
  const newId = () => `v${seed}.${now()}.${++made}@correo.example`;
  const send = async (letter: Letter) => {
    await out.sendMail({ envelope: { from: letter.from.email, to: letter.to }, raw: await bytesOf(letter) });
  };
  const write = async () => {
    later(chance.between(0.75, 1.9) * minute, write);
    await send(question(chance, { nr: 1000 + made, at: now(), id: newId() }).letter);
  };
  later(20_000, write);

  return {
    took(mail) {
      for (const to of mail.to) {
        const area = areas.find((one) => one.mail === to);
        if (area && conversationOf(mail.subject) !== null)
          later(chance.between(1.5, 5) * minute, () =>
            send({
              ...back(mail),
              from: { name: area.name, email: area.mail },
              text: `${topicOf(area.name).areaSays}\n\n${area.head}\n${area.name}`,
            }),
          );
        else if (!mail.isAutomatic && !to.endsWith(`@${domain}`) && chance.chance(0.35))
          later(chance.between(0.7, 3) * minute, () => send({ ...back(mail), from: { name: '', email: to }, text: chance.pick(thanks) }));
      }
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      out.close();
    },
  };

  function back(mail: Got) {
    const subject = /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`;
    return { to: mail.replyTo, subject, at: now(), id: newId(), answers: mail.messageId };
  }

  function topicOf(area: string): Topic {
    return topics.find((one) => one.area === area) ?? (topics[0] as Topic);
  }
}
