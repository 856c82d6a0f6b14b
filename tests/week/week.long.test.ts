// A week of the service, seeded, at six hundred times its speed: letters, answers, areas that answer late and hand back, rain at noon, a mail
// that comes back, a server that dies. In the end every obligation is what a count from outside says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ventanillaJson } from '../world/cli.ts';
import { type Dovecot, startDovecot } from '../world/dovecot.ts';
import { type RunningServer, startServer } from '../world/server.ts';
import { type SmtpSink, startSmtp } from '../world/smtp.ts';
import { temporaryFolder } from '../world/temporary.ts';
import { call, play, service, type Stage, watch } from './cast.ts';
import { after24, doubt, type Expected, expectedOf, type Seen } from './count.ts';
import { areas, end, hour, letters, monday, rain, rota } from './script.ts';

const seed = Number(process.env.VENTANILLA_TEST_SEED ?? 20_261_116);
const many = Number(process.env.VENTANILLA_TEST_LETTERS ?? 60);
const speed = 600;
const clock = `${new Date(monday + 7.5 * hour).toISOString()} x${speed}`;

const folder = temporaryFolder('week');
let dovecot: Dovecot;
let smtp: SmtpSink;
let server: RunningServer;
let port = '0';

before(async () => {
  [dovecot, smtp] = await Promise.all([startDovecot({ users: [service] }), startSmtp()]);
});
after(async () => {
  await server?.stop();
  await dovecot?.stop();
  await smtp?.stop();
  folder.remove();
});

const env = () => ({ VENTANILLA_DATA: folder.path, VENTANILLA_CLOCK: clock, PORT: port });
const cli = (...args: string[]) => ventanillaJson(args, { env: env() });

async function start(): Promise<void> {
  server = await startServer({ data: folder.path, env: { VENTANILLA_CLOCK: clock, PORT: port } });
  port = new URL(server.url).port;
}

/** The product's clock, from outside: asked once, then it runs six hundred times as fast as ours. */
async function clockOf(token: string): Promise<Pick<Stage, 'now' | 'until'>> {
  const [asked, answer] = [performance.now(), await call({ url: () => server.url, token }, 'GET', '/session')];
  const anchor = { real: (asked + performance.now()) / 2, product: Date.parse(answer.clock.now) };
  const now = () => anchor.product + (performance.now() - anchor.real) * speed;
  return {
    now,
    until: (at) => new Promise((resolve) => setTimeout(resolve, Math.max(0, (at - now()) / speed))),
  };
}

test(`a week of ${many} letters and more, seed ${seed}: every obligation is what a count from outside says`, {
  timeout: 1_500_000,
}, async () => {
  await start();
  await cli(
    'mailbox',
    'add',
    service,
    // However long the set-up takes: no letter of the week is history.
    '--since',
    new Date(monday).toISOString(),
    '--imap',
    `imap://${encodeURIComponent(service)}:${dovecot.password}@127.0.0.1:${dovecot.port}`,
    '--smtp',
    `smtp://127.0.0.1:${smtp.port}`,
  );
  for (const { name, mail, answers } of areas) await cli('area', 'add', name, '--mail', mail, '--answers', answers);
  await cli('user', 'add', 'ana@itla.example', '--name', 'Ana Peña', '--role', 'operator');
  const { token } = await cli('token', 'add', 'Guion', '--role', 'operator', '--role', 'auditor');
  const stage: Stage = { url: () => server.url, token, dovecot, smtp, ...(await clockOf(token)) };
  const watched = watch(stage);
  const plan = letters(seed, many);
  const [played] = await Promise.all([
    Promise.all(
      plan.map((letter) =>
        play(letter, stage, watched.left).catch((error: unknown) => Promise.reject(new Error(`letter ${letter.nr}`, { cause: error }))),
      ),
    ),
    setRota(stage),
    declareRain(stage),
    dieOnThursday(stage),
  ]);
  await stage.until(end);
  watched.stop();
  await compare(stage, played);
  await compareRota();
});

async function setRota(stage: Stage): Promise<void> {
  const acts = rota.flatMap(({ date, mail, chat }) => [
    ...(mail === null ? [] : [{ at: mail, args: [date, '--mail', 'ana@itla.example'] }]),
    ...(chat === null ? [] : [{ at: chat, args: [date, '--chat', 'ana@itla.example'] }]),
  ]);
  for (const { at, args } of acts.toSorted((a, b) => a.at - b.at)) {
    await stage.until(at);
    await cli('rota', 'set', ...args);
  }
}

async function declareRain(stage: Stage): Promise<void> {
  await stage.until(rain.saidAt);
  await cli('closure', 'add', rain.date, '--from', rain.from, '--to', rain.to, '--reason', 'Lluvias');
}

async function dieOnThursday(stage: Stage): Promise<void> {
  await stage.until(monday + (3 * 24 + 10) * hour);
  await server.kill();
  await start();
}

async function compare(stage: Stage, played: readonly { id: string | null; seen: Seen[] }[]): Promise<void> {
  const now = stage.now();
  const rows = await everyObligation(stage);
  const wrong: string[] = [];
  let counted = 0;
  for (const { id, seen } of played) {
    if (id === null) continue;
    const ours = rows.filter((row) => row.conversation === id).sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
    const expected = expectedOf(seen, now).toSorted((a, b) => a.openedAt - b.openedAt);
    counted += expected.length;
    const told = ours.map(asExpected);
    if (told.length !== expected.length || !told.every((row, i) => isLike(row, expected[i] as Expected, now)))
      wrong.push(
        `${id}: ${seen.map((one) => `${one.kind} ${at(one.at)}`).join(', ')}\n  counted ${expected.map(words).join(' | ')}\n  told    ${told.map(words).join(' | ')}`,
      );
  }
  assert.deepEqual(wrong, []);
  assert.ok(counted > many, `${counted} obligations were counted`);
  assert.equal(rows.filter((row) => row.conversation).length, counted, 'no obligation that nobody counted');
}

async function everyObligation(stage: Stage): Promise<any[]> {
  const rows: any[] = [];
  for (const clause of ['5.3', '5.3-area']) {
    let next: string | null = null;
    do {
      const page: any = await call(stage, 'GET', `/obligations?clause=${clause}&limit=200${next === null ? '' : `&cursor=${next}`}`);
      rows.push(...page.items);
      next = page.next;
    } while (next !== null);
  }
  return rows;
}

function asExpected(row: any): Expected {
  const { clause, basis, openedAt, dueAt, settledAt, state } = row;
  return {
    clause,
    basis,
    state,
    openedAt: Date.parse(openedAt),
    dueAt: Date.parse(dueAt),
    settledAt: settledAt === null ? null : Date.parse(settledAt),
  };
}

/** What the mail servers date is exact; what the product dates itself is seen a moment later. */
function isLike(told: Expected, counted: Expected, now: number): boolean {
  const near = (a: number | null, b: number | null) => a === b || (a !== null && b !== null && Math.abs(a - b) <= doubt);
  const isExact = counted.clause === '5.3' && counted.basis === 'text';
  // Set aside while the closure was being said: it keeps whichever deadline it had.
  const mayBeDry = counted.state === 'setAside' && [true, false].some((rains) => told.dueAt === after24(counted.openedAt, rains));
  const isDoubtful = Math.abs((counted.settledAt ?? now) - counted.dueAt) <= doubt;
  return (
    told.clause === counted.clause &&
    told.basis === counted.basis &&
    (isExact
      ? told.openedAt === counted.openedAt && (told.dueAt === counted.dueAt || mayBeDry)
      : near(told.openedAt, counted.openedAt) && near(told.dueAt, counted.dueAt)) &&
    near(told.settledAt, counted.settledAt) &&
    (told.state === counted.state || isDoubtful)
  );
}

const at = (instant: number | null) => (instant === null ? '–' : new Date(instant - 4 * hour).toISOString().slice(5, 19));
const words = (row: Expected) => `${row.clause} ${row.basis} ${at(row.openedAt)} due ${at(row.dueAt)} ${row.state} ${at(row.settledAt)}`;

/** Each working day of the week owes both; what is set by the closing is in time, what nobody set by then is late. */
async function compareRota(): Promise<void> {
  const rows = await cli('conformity', '--month', '2026-11', '--targets');
  const figure = (clause: string, basis: string) => {
    const row = rows.find((one: { clause: string; basis: string }) => one.clause === clause && one.basis === basis);
    return row && [row.due, row.met, row.late, row.open];
  };
  const count = (duty: 'mail' | 'chat', limit: (date: string) => number) => {
    const met = rota.filter((one) => one[duty] !== null && (one[duty] as number) <= limit(one.date)).length;
    return [rota.length, met, rota.length - met, 0];
  };
  const opening = (date: string) => Date.parse(`${date}T08:00:00-04:00`);
  const closing = (date: string) => Date.parse(`${date}T${date === rain.date ? rain.from : '16:00'}:00-04:00`);
  assert.deepEqual(figure('6.2-1', 'text'), count('mail', closing));
  assert.deepEqual(figure('6.2-2', 'text'), count('chat', closing));
  assert.deepEqual(figure('6.2-1', 'target'), count('mail', opening));
  assert.deepEqual(figure('6.2-2', 'target'), count('chat', opening));
}
