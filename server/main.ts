// The server: opens the kernel, listens, then starts what may wait until somebody can already come in.
import { readConfig, Refusal } from '#kernel';
import { loadModules } from './modules.ts';

try {
  await serve();
} catch (error) {
  fail(error);
}

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const [{ openKernel, openLog }, { openHttp }, modules] = await Promise.all([
    import('#kernel'),
    import('./kernel/http/server.ts'),
    loadModules(),
  ]);
  const log = openLog(config.log);
  process.on('unhandledRejection', (error) => log.error('unhandled', { error }));
  process.on('uncaughtException', (error) => {
    log.error('crashed', { error });
    process.exit(1);
  });
  const opened = await openKernel(config, modules, { serves: true, log });
  const http = await openHttp(opened.k, modules);
  const stop = stopper(async () => {
    await http.close();
    await opened.close();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  try {
    const { port } = await http.listen();
    await announce(opened.k, config.host, port);
    await opened.start();
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function announce(k: import('#kernel').Kernel, host: string, port: number): Promise<void> {
  const { newSetupLink } = await import('./kernel/auth/setup.ts');
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const link = await newSetupLink(k, address);
  process.stdout.write(`Ventanilla en ${address}${link === null ? '' : ` · primer inicio: ${link}`}\n`);
}

/** Requests and jobs that run may end; whoever signals twice, or waits half a minute, gets the process down. */
function stopper(close: () => Promise<void>): () => void {
  let stopping = false;
  return () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), 30_000).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
}

/** One sentence for whoever started it; the rest is for the log. */
function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const port = process.env.PORT || '8080';
  const sentence =
    error instanceof Refusal
      ? error.es
      : code === 'EADDRINUSE'
        ? `El puerto ${port} ya lo usa otro programa. Deténgalo, o elija otro: PORT=8081 npm start.`
        : code === 'EACCES'
          ? `Esta cuenta no puede usar el puerto ${port}. Elija uno mayor de 1024, por ejemplo PORT=8080.`
          : code === 'EADDRNOTAVAIL'
            ? `La dirección HOST=${process.env.HOST} no es de esta máquina. Use 127.0.0.1, o 0.0.0.0 para todas.`
            : `Ventanilla no pudo empezar: ${message}. Ejecute «npx ventanilla doctor» para ver qué falta.`;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
