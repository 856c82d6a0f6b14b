// What `npm run dev` runs: the server, restarted when its files change, and Vite in front of it with the console.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createServer } from 'vite';

const root = path.join(import.meta.dirname, '..');
const port = Number(process.env.PORT || 8080);

// Where vite.config.ts sends what the console asks for.
process.env.VENTANILLA_API = `http://127.0.0.1:${port}`;
const server = startServer();
const vite = await createServer({ configFile: path.join(root, 'web', 'vite.config.ts'), server: { port: 5173, host: '127.0.0.1' } });
await vite.listen();
console.log(`Console with live changes: ${vite.resolvedUrls?.local[0] ?? ''} (the API behind it: ${process.env.VENTANILLA_API})`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.once('exit', async (code) => {
  await vite.close();
  process.exit(code ?? 0);
});

function startServer(): ChildProcess {
  return spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PORT: String(port) },
  });
}
