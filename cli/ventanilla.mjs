#!/usr/bin/env node
// The door of the command line: makes the clone ready and hands over to the pinned Node, whatever Node started it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinnedNode, ready } from '../tools/ready.mjs';

ready('production', { console: ['start', 'demo'].includes(process.argv[2] ?? '') });
const main = path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.ts');
const child = spawn(pinnedNode(), [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
});
