import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { listMailboxes } from '#channels/mail';
import { type Demo, iso, type Kernel, markDemo, openKernel, readConfig, readDemo, Refusal } from '#kernel';
import { countActs } from '../server/kernel/acts/store.ts';
import { loadModules } from '../server/modules.ts';
import { stageClock } from './agenda.ts';
import { domain, emailOf, password, staff } from './cast.ts';
import type { Got } from './letters.ts';
import { goOn, type Life } from './live.ts';
import { curtain, play } from './play.ts';
import { openSink } from './sink.ts';

const second = 1000;

/**
 * Opens the demonstration: plays its three months where that was not done yet, and serves it with the sink and the people outside. Refuses
 * `demo-on-real-data`, `demo-needs-loopback`.
 */
export async function runDemo(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const data = path.resolve(env.VENTANILLA_DATA || './demo-data');
  const host = env.HOST || '127.0.0.1';
  if (env.DATABASE_URL || !/^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host)) throw needsLoopback();
  const { port, url } = await addressOf(env, host, data);
  const demo = await prepare(data, { seed: Number(env.VENTANILLA_DEMO_SEED || 1), url, say });
  const { url: playedAt = 'http://127.0.0.1:8080' } = demo;
  if (playedAt !== url) say(`Los enlaces de los correos de antes llevan a ${playedAt}: para seguirlos, ábrala con ese puerto.`);
  const starts = await handOver(data, demo);
  let life: Life | null = null;
  const early: Got[] = [];
  await openSink(demo.sinkPort, (mail) => (life ? life.took(mail) : early.push(mail)));
  const opened = Date.now();
  Object.assign(process.env, {
    VENTANILLA_DATA: data,
    HOST: host,
    PORT: String(port),
    VENTANILLA_CLOCK: `${iso(starts)} x1`,
    VENTANILLA_LOG: env.VENTANILLA_LOG || 'warn',
  });
  say(whoIsWho());
  await import('../server/main.ts');
  life = goOn({ port: demo.mailPort, now: () => starts + Date.now() - opened, seed: demo.seed });
  for (const mail of early) life.took(mail);
}

interface Opening {
  readonly seed: number;
  readonly url: string;
  say(line: string): void;
}

/** Where it will be: the links in what is played lead there, so the port is settled before. */
async function addressOf(env: NodeJS.ProcessEnv, host: string, data: string): Promise<{ port: number; url: string }> {
  const asked = readConfig({ ...env, HOST: host, VENTANILLA_DATA: data });
  const port = asked.port === 0 ? await freePort() : asked.port;
  return { port, url: readConfig({ ...env, HOST: host, VENTANILLA_DATA: data, PORT: String(port) }).url };
}

/** The directory with its months played, and ports that are free now. */
async function prepare(data: string, { seed, url, say }: Opening): Promise<Demo> {
  const before = readDemo(data);
  const ports = { sinkPort: await freePort(), mailPort: await freePort() };
  if (before?.isReady) {
    const demo = { ...before, ...ports };
    markDemo(data, demo);
    return demo;
  }
  // Left half played: it is a demonstration's, and begun anew.
  if (before) rmSync(data, { recursive: true, force: true });
  const demo: Demo = { seed, url, ...ports, isReady: false };
  markDemo(data, demo);
  say(`Preparando la demostración en ${data}: tres meses de correo. Tarda unos dos minutos, una sola vez.`);
  let told = 0;
  await play({
    data,
    seed,
    url,
    sinkPort: demo.sinkPort,
    progress: (share) => {
      if (share - told < 0.1) return;
      told = share;
      process.stderr.write(`\r${Math.round(share * 100)} %`);
    },
  });
  process.stderr.write('\r');
  const done = { ...demo, isReady: true };
  markDemo(data, done);
  return done;
}

/** Tells the product on which port its people's mail comes this time; answers the instant from which its clock goes on. */
async function handOver(data: string, { mailPort }: Demo): Promise<number> {
  const clock = stageClock(curtain);
  const { k, close } = await openKernel(readConfig({ VENTANILLA_DATA: data, VENTANILLA_LOG: 'error' }), await loadModules(), { clock });
  try {
    // Mail that came while it was open the last time is no act.
    clock.set(Math.max((await countActs(k.db)).lastAt ?? curtain, await lastMail(k)));
    await k.settings.set('mail.smtp_listener', { on: true, host: '127.0.0.1', port: mailPort, domains: [domain] });
    return Math.ceil(clock.now() / second) * second + second;
  } finally {
    await close();
  }
}

async function lastMail(k: Kernel): Promise<number> {
  const all = await listMailboxes(k);
  return Math.max(...all.map(({ lastReadAt }) => (lastReadAt === null ? 0 : Date.parse(lastReadAt))));
}

function whoIsWho(): string {
  const lines = staff.map((one) => `  ${one.shownAs.padEnd(26)}${emailOf(one).padEnd(38)}${one.name}`);
  return [`Para entrar, con la contraseña «${password}»:`, ...lines, ''].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function needsLoopback(): Refusal {
  return new Refusal(
    'demo-needs-loopback',
    409,
    'La demostración tiene contraseñas que todos conocen: solo se abre en esta máquina, con su propia base de datos. Quite HOST y DATABASE_URL.',
    'The demonstration has passwords that everybody knows: it opens on this machine only, with its own database. Remove HOST and DATABASE_URL.',
  );
}
