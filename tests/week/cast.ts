import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { deliveryReport, mail, person } from '../world/mails.ts';
import type { Dovecot } from '../world/dovecot.ts';
import type { SmtpSink } from '../world/smtp.ts';
import { eventually } from '../world/temporary.ts';
import type { Seen } from './count.ts';
import { type Area, type AreaDoes, lastAct, type Letter, type Step } from './script.ts';

export const service = 'info@itla.example';
const series = 'semana';

export interface Stage {
  readonly url: () => string;
  readonly token: string;
  readonly dovecot: Dovecot;
  readonly smtp: SmtpSink;
  /** The product's clock as an outsider reads it, ms. */
  now(): number;
  /** Waits until the product's clock says so. */
  until(at: number): Promise<void>;
}

/** A mail that left the product, with when (product ms) the server took it. */
interface Left {
  readonly at: number;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly replyTo: string | null;
  readonly text: string;
  readonly raw: string;
}

/** Notes each mail that the outgoing server takes, with the product's time. */
export function watch(stage: Pick<Stage, 'smtp' | 'now'>): { readonly left: Left[]; stop(): void } {
  const left: Left[] = [];
  let seen = 0;
  const look = async (): Promise<void> => {
    const at = stage.now();
    const fresh = stage.smtp.mails.slice(seen);
    seen += fresh.length;
    for (const one of fresh) {
      const parsed = await PostalMime.parse(one.raw);
      left.push({
        at,
        to: one.to,
        subject: parsed.subject ?? '',
        messageId: parsed.messageId ?? '',
        replyTo: parsed.replyTo?.[0]?.address ?? null,
        text: `${parsed.text ?? ''}\n${parsed.html ?? ''}`,
        raw: one.raw.toString(),
      });
    }
  };
  let looking = Promise.resolve();
  const timer = setInterval(() => (looking = looking.then(look)), 10);
  return { left, stop: () => clearInterval(timer) };
}

/** Plays one letter and what people do about it, and tells what was seen from outside. */
export async function play(letter: Letter, stage: Stage, left: readonly Left[]): Promise<{ id: string | null; seen: Seen[] }> {
  const seen: Seen[] = [];
  await stage.until(letter.at);
  await send(letter, stage, letter.at, letter.nr);
  if (letter.isRobot) return { id: null, seen };
  seen.push({ kind: 'in', at: letter.at });
  const id = await conversationOf(letter, stage);
  for (const step of letter.steps.filter((one) => one.at < lastAct)) {
    await stage.until(step.at);
    await act({ letter, id, stage, left, seen }, step);
  }
  return { id, seen };
}

interface Scene {
  readonly letter: Letter;
  readonly id: string;
  readonly stage: Stage;
  readonly left: readonly Left[];
  readonly seen: Seen[];
}

const subjectOf = (nr: number) => `Consulta de la semana ${nr}x`;
const requesterOf = (nr: number) => person(nr);

async function send(letter: Letter, stage: Stage, at: number, number: number, more: readonly string[] = []): Promise<void> {
  const headers = letter.isRobot ? ['Auto-Submitted: auto-generated', ...more] : more;
  const raw = mail(number, { series, to: service, date: at, subject: subjectOf(letter.nr), from: requesterOf(letter.nr), headers });
  await stage.dovecot.deliver(raw, { user: service, internalDate: at });
}

async function conversationOf({ nr }: Letter, stage: Stage): Promise<string> {
  return eventually(
    `the conversation of letter ${nr}`,
    async () => {
      const { items } = await call(stage, 'GET', `/conversations?view=all&limit=200`);
      return items.find((one: { subject: string }) => one.subject === subjectOf(nr))?.id as string | undefined;
    },
    60_000,
  );
}

async function act(scene: Scene, step: Step): Promise<void> {
  const { letter, id, stage, left, seen } = scene;
  switch (step.kind) {
    case 'reply': {
      const before = left.length;
      await call(stage, 'POST', `/conversations/${id}/replies`, { text: `Con gusto, respuesta a la consulta ${letter.nr}.` });
      seen.push({ kind: 'answered', at: (await leftTo(scene, requesterOf(letter.nr).email, before)).at });
      return;
    }
    case 'elsewhere': {
      const at = Math.floor(stage.now() / 1000) * 1000;
      const raw = mail(90_000 + letter.nr, {
        series,
        from: { name: 'ITLA', email: service },
        to: requesterOf(letter.nr).email,
        date: at,
        subject: `Re: ${subjectOf(letter.nr)}`,
        inReplyTo: `<${series}-${letter.nr}@correo.example>`,
      });
      await stage.dovecot.deliver(raw, { user: service, mailbox: 'Sent', internalDate: at });
      seen.push({ kind: 'answered', at });
      return;
    }
    case 'again': {
      const at = Math.floor(stage.now() / 1000) * 1000;
      await send(letter, stage, at, 50_000 + letter.nr, [`In-Reply-To: <${series}-${letter.nr}@correo.example>`]);
      seen.push({ kind: 'in', at });
      return;
    }
    case 'setAside':
      await call(stage, 'POST', `/conversations/${id}/no-answer`, { reason: 'Es un agradecimiento.' });
      seen.push({ kind: 'setAside', at: stage.now() });
      return;
    case 'bounce': {
      const last = [...left]
        .reverse()
        .find((one) => one.to.includes(requesterOf(letter.nr).email) && one.subject.includes(subjectOf(letter.nr)));
      if (!last) throw new Error(`Nothing was sent to ${requesterOf(letter.nr).email}`);
      const at = Math.floor(stage.now() / 1000) * 1000;
      await stage.dovecot.deliver(deliveryReport({ to: service, recipient: requesterOf(letter.nr).email, messageId: last.messageId }), {
        user: service,
        internalDate: at,
      });
      seen.push({ kind: 'bounced', at });
      return;
    }
    case 'escalate':
      return escalate(scene, step);
  }
}

async function escalate(scene: Scene, { area, term, then }: Extract<Step, { kind: 'escalate' }>): Promise<void> {
  const { letter, id, stage, left, seen } = scene;
  const before = left.length;
  const dueAt = term === null ? null : Math.floor((stage.now() + term) / 1000) * 1000;
  await call(stage, 'POST', `/conversations/${id}/escalations`, {
    area: area.name,
    note: `Favor atender la consulta ${letter.nr}.`,
    ...(dueAt === null ? {} : { dueAt: new Date(dueAt).toISOString() }),
  });
  const asked = await leftTo(scene, area.mail, before);
  seen.push({ kind: 'escalated', at: asked.at, area: area.name, dueAt });
  if (then.kind === 'silence' || then.at >= lastAct) return;
  await stage.until(then.at);
  await areaActs(scene, { area, asked, then });
}

async function areaActs(
  scene: Scene,
  { area, asked, then }: { area: Area; asked: Left; then: Exclude<AreaDoes, { kind: 'silence' }> },
): Promise<void> {
  const { letter, stage, left, seen } = scene;
  const before = left.length;
  const token = /\/area\/([^\s"<>)\]]+)/.exec(asked.text)?.[1];
  if (!token) throw new Error(`No link in the mail to ${area.name}`);
  const answered = async (receivedAt: number): Promise<void> => {
    if (area.answers === 'operator') {
      seen.push({ kind: 'areaAnswered', at: receivedAt, area: area.name });
      return;
    }
    const { at } = await leftTo(scene, requesterOf(letter.nr).email, before);
    seen.push({ kind: 'areaAnswered', at, area: area.name }, { kind: 'answered', at });
  };
  if (then.kind === 'handBack') {
    await call(stage, 'POST', '/area/return', { token, name: 'Nurys Abreu', reason: 'No es de esta área.', key: randomUUID() });
    seen.push({ kind: 'handedBack', at: stage.now(), area: area.name });
  } else if (then.kind === 'answer' && then.by === 'page') {
    await call(stage, 'POST', '/area/answer', {
      token,
      name: 'Nurys Abreu',
      text: `Respuesta del área a la ${letter.nr}.`,
      key: randomUUID(),
    });
    await answered(stage.now());
  } else {
    const at = Math.floor(stage.now() / 1000) * 1000;
    const raw = mail(70_000 + letter.nr, {
      series,
      from: { name: area.name, email: area.mail },
      to: asked.replyTo ?? service,
      date: at,
      subject: `Re: ${asked.subject}`,
      inReplyTo: asked.messageId,
      text: 'Buenas, el caso está resuelto.',
      headers: then.kind === 'away' ? ['Auto-Submitted: auto-replied'] : [],
    });
    await stage.dovecot.deliver(raw, { user: service, internalDate: at });
    if (then.kind === 'answer') await answered(at);
  }
}

function leftTo({ letter, left }: Scene, address: string, after: number): Promise<Left> {
  return eventually(
    `a mail about letter ${letter.nr} to ${address}`,
    () => left.slice(after).find((one) => one.to.includes(address) && one.subject.includes(subjectOf(letter.nr))),
    120_000,
  );
}

/** One call of the API; refusals are errors. The server may be away for a moment. */
export async function call(stage: Pick<Stage, 'url' | 'token'>, method: string, path: string, body?: object): Promise<any> {
  const key = randomUUID();
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`${stage.url()}/api/v1${path}`, {
      method,
      headers: {
        ...(path.startsWith('/area/') ? {} : { authorization: `Bearer ${stage.token}` }),
        ...(body && { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      if (attempt > 100) throw error;
      return null;
    });
    if (answer === null || answer.status >= 502) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}
