import { workingTime } from '#calendar';
import { type Kernel, openKernel, readConfig } from '#kernel';
import { loadModules } from '../server/modules.ts';
import { conditionOf, listPage } from '../server/desk/list-store.ts';
import { saveDraft } from '../server/desk/draft.ts';
import { reply } from '../server/desk/reply.ts';
import { driveByHand } from '../server/channels/mail/hand-driven.ts';
import { openAgenda, stageClock } from './agenda.ts';
import { planCalendar } from './calendar.ts';
import type { Colleague } from './cast.ts';
import { plan } from './desk-work.ts';
import { type Got, isUnreadable } from './letters.ts';
import { asColleague, openOffice } from './office.ts';
import { dice } from './random.ts';
import { react } from './replies.ts';
import { ask, machine, type Request } from './requests.ts';
import { openSink } from './sink.ts';
import { type Stage, tryTo } from './stage.ts';

const day = 86_400_000;
const minute = 60_000;
/** Monday, the first day of the quarter that lies behind; and the Tuesday morning on which the demonstration begins. */
export const begins = Date.parse('2026-08-24T07:40:00-04:00');
export const curtain = Date.parse('2026-11-24T10:24:00-04:00');
/** How often what is due and what was asked of the product's jobs is looked after, product time. */
const pulse = 60 * minute;

// A play that is broken off is begun anew: nothing of it needs to be safe on disk before its end.
const embedded = { settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'], grace: 0 };

export interface PlayOptions {
  readonly data: string;
  readonly seed: number;
  readonly sinkPort: number;
  /** What the links in its mails start with. */
  readonly url?: string;
  /** The first instant; three months before the curtain where nothing is said. */
  readonly from?: number;
  /** Share of the play that is done, 0 to 1. */
  progress?(share: number): void;
}

/** Plays the months in an empty data directory, each mail by the ways that a real one takes. Answers the last instant, product ms. */
export async function play({ data, seed, sinkPort, url, from = begins, progress = () => {} }: PlayOptions): Promise<number> {
  const clock = stageClock(from);
  const config = readConfig({ VENTANILLA_DATA: data, VENTANILLA_URL: url, VENTANILLA_LOG: process.env.VENTANILLA_LOG ?? 'error' });
  const opened = await openKernel(config, await loadModules(), { clock, embedded });
  const got: Got[] = [];
  const sink = await openSink(sinkPort, (mail) => got.push(mail));
  const { k } = opened;
  try {
    const { ids } = await openOffice(k, sink.port);
    const mail = driveByHand(k, { givesUp: isUnreadable });
    try {
      const stage = await stageOf(k, { clock, seed, ids, got, mail, opened });
      await perform(stage, from, progress);
      await endWith(stage);
      return clock.now();
    } finally {
      await mail.close();
    }
  } finally {
    await opened.close();
    await sink.stop();
  }
}

async function stageOf(
  k: Kernel,
  { seed, ids, ...rest }: Pick<Stage, 'clock' | 'got' | 'mail' | 'opened'> & { seed: number; ids: ReadonlyMap<Colleague['key'], string> },
): Promise<Stage> {
  const keys = new Map([...ids].map(([key, id]) => [id, key]));
  const idOf = (key: Colleague['key']) => ids.get(key) as string;
  const { time } = await workingTime(k);
  let made = 0;
  return {
    k,
    ...rest,
    dice: dice(seed),
    agenda: openAgenda(),
    idOf,
    keyOf: (id) => keys.get(id),
    as: (key) => asColleague(k, key, ids),
    later: (at, minutes) => time.due(at, minutes / 60),
    newId: () => `m${seed}.${++made}@correo.example`,
  };
}

async function perform(s: Stage, from: number, progress: (share: number) => void): Promise<void> {
  const requests = new Map<string, Request>();
  const counter = { next: 0 };
  planCalendar(s, from, curtain);
  for (let morning = from; morning < curtain; morning += day) planDay(s, morning, requests, counter);
  s.agenda.at(Date.parse('2026-10-01T09:15:00-04:00'), () => s.as('elena').settings.set('mail.acknowledgement', 'on'));
  let pulsed = from;
  for (;;) {
    const next = s.agenda.next(curtain);
    if (!next) break;
    while (next.when - pulsed > pulse) {
      pulsed += isQuiet(pulsed) ? 4 * pulse : pulse;
      s.clock.set(Math.min(pulsed, next.when));
      await s.opened.drain();
      await s.mail.send();
      hear(s, requests);
    }
    s.clock.set(next.when);
    await next.what();
    // What left by itself meanwhile is here now: in which order things are heard must not hang on how fast this machine is.
    await s.mail.send();
    hear(s, requests);
    progress((next.when - from) / (curtain - from));
  }
  s.clock.set(curtain);
  await s.opened.drain();
}

function hear(s: Stage, requests: ReadonlyMap<string, Request>): void {
  const inOrder = s.got.splice(0).sort((a, b) => numberOf(a) - numberOf(b));
  for (const one of inOrder) react(s, one, requests);
}

/** Several lines send at once; the number of the message is in its Message-ID. */
function numberOf({ messageId }: Got): number {
  return Number(/^t\.\d+\.(\d+)\./.exec(messageId)?.[1] ?? 0);
}

/** At night nothing hurries. */
function isQuiet(at: number): boolean {
  const hour = new Date(at - 4 * 3_600_000).getUTCHours();
  return hour < 7 || hour >= 17;
}

/** So many mails on a working day as the time of the year brings, a few at the weekend, and what machines send. */
function planDay(s: Stage, morning: number, requests: Map<string, Request>, counter: { next: number }): void {
  const { dice, agenda } = s;
  const weekday = new Date(morning - 4 * 3_600_000).getUTCDay();
  const isPeak = morning - begins < 14 * day || morning > Date.parse('2026-11-09T00:00:00-04:00');
  const many = weekday % 6 === 0 ? dice.between(0, 3) : dice.between(isPeak ? 9 : 5, isPeak ? 14 : 10);
  for (let nr = 0; nr < Math.floor(many); nr++) {
    const number = counter.next++;
    const at = morning + dice.between(0, dice.chance(0.85) ? 560 : 900) * minute;
    agenda.at(at, async () => {
      const request = await ask(s, number);
      if (!request) return;
      requests.set(request.conversation, request);
      plan(s, request);
    });
  }
  if (dice.chance(0.5)) agenda.at(morning + dice.between(-300, 400) * minute, () => machine(s));
}

/** What stands half done as the curtain rises: drafts, and an answer that was just written. */
async function endWith(s: Stage): Promise<void> {
  const open = await openOnes(s.k);
  const words = (text: string) => ({ base: null, text, html: null, cc: [] });
  for (const [nr, key] of (['nurys', 'rafael', 'yokasta'] as const).entries()) {
    const id = open[nr];
    if (id === undefined) continue;
    await tryTo(() => saveDraft(s.as(key), id, words('Buenos días:\n\nRevisé su caso con Registro y ')));
  }
  const last = open[4];
  if (last !== undefined)
    await tryTo(() =>
      reply(s.as('nurys'), last, {
        text: 'Buenos días:\n\nYa lo estamos revisando y le confirmamos hoy mismo.\n\nNurys Abreu',
        html: null,
        cc: [],
        attachments: [],
        key: s.newId(),
        undoFor: 0,
        seen: null,
      }),
    );
  await s.mail.send();
  await s.opened.drain();
}

async function openOnes(k: Kernel): Promise<string[]> {
  const who = { now: k.clock.now(), tomorrow: k.clock.now() + day, accountId: null };
  const rows = await listPage(k, { condition: conditionOf('toAnswer', who), order: 'last', after: undefined, limit: 8 });
  return rows.map((row) => row.id);
}
