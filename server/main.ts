// The server: opens the kernel, listens, then starts what may wait until somebody can already come in.
// Nothing is imported before the compile cache is on: stripping and compiling is most of a start.
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { atEnd, end, endOnSignal, isEnding } from './ending.ts';
import { usePacked } from './kernel/packed.ts';

enableCompileCache(process.env.NODE_COMPILE_CACHE || path.join(import.meta.dirname, '..', 'node_modules', '.compile-cache'));
usePacked();
endOnSignal();
try {
  await serve();
} catch (error) {
  await fail(error);
}

async function serve(): Promise<void> {
  const { readConfig } = await import('./kernel/config.ts');
  const config = readConfig(process.env);
  if (config.demo !== null && config.clock === null) throw (await import('./kernel/demo.ts')).isDemo(config.data);
  // PostgreSQL comes up on the other core while the modules load on this one.
  const coming = config.databaseUrl === null ? (await import('./kernel/db/embedded.ts')).openEmbedded(config.data) : undefined;
  coming?.catch(() => {});
  // The door opens first. Whoever asks /readyz hears it before this thread is busy loading the rest (docs/decisions/0006).
  const [{ openFront }, { isCurrent }] = await Promise.all([import('./kernel/http/front.ts'), import('./kernel/db/current.ts')]);
  const front = await openFront(config);
  atEnd(() => front.close());
  if (await isCurrent(config, coming)) front.ready();
  await setImmediate();
  const [{ openKernel, openLog, toStderr }, { openHttp }, { loadModules }] = await Promise.all([
    import('#kernel'),
    import('./kernel/http/server.ts'),
    import('./modules.ts'),
  ]);
  const modules = await loadModules();
  const log = openLog(config.log, toStderr(config.logJson));
  process.on('unhandledRejection', (error) => log.error('unhandled', { error }));
  process.on('uncaughtException', (error) => {
    log.error('crashed', { error });
    process.exit(1);
  });
  const opened = await openKernel(config, modules, { serves: true, log, ...(coming && { coming }) });
  atEnd(() => opened.close());
  const http = await openHttp(opened.k, modules, { front });
  atEnd(() => http.close());
  const { port } = await http.listen();
  await announce(opened.k, port);
  if (isEnding()) return;
  const starting = opened.start();
  atEnd(() => starting.catch(() => {}));
  await starting;
}

async function announce(k: import('#kernel').Kernel, port: number): Promise<void> {
  const { newSetupLink } = await import('./kernel/auth/setup.ts');
  const { host } = k.config;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const link = await newSetupLink(k, address);
  process.stdout.write(`Ventanilla en ${address}${link === null ? '' : ` · primer inicio: ${link}`}\n`);
}

/** One sentence for whoever started it; the rest is for the log. What fails because it is being ended has not failed. */
async function fail(error: unknown): Promise<void> {
  if (isEnding()) return;
  const { sentenceOf } = await import('./kernel/start-trouble.ts');
  await end().catch(() => {});
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}
