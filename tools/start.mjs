// npm start, under whatever Node there is: makes the clone ready and becomes the server. Where this Node is the pinned one already
// (npm finds it once it is installed) the server runs in this process; otherwise it is handed over to.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinnedNode, ready } from './ready.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
ready('production');
// The same sources in one file, where they could be packed: 250 files less to open.
const packed = path.join(root, 'node_modules', '.packed', 'main.mjs');
const main = existsSync(packed) ? packed : path.join(root, 'server', 'main.ts');
if (realpathSync(process.execPath) === realpathSync(pinnedNode())) await import(main);
else handOver();

function handOver() {
  const child = spawn(pinnedNode(), [...process.execArgv, main], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
