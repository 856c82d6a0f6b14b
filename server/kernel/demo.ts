import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.ts';

/** What makes a data directory a demonstration's, for good: all mail of it ends in the sink on this machine. */
export interface Demo {
  readonly seed: number;
  /** The loopback port of the sink; another one each time it is opened. */
  readonly sinkPort: number;
  /** The loopback port to which the mail of its invented people comes. */
  readonly mailPort: number;
  /** Where it was played to be opened: the links in its mails start with that; absent in those of before. */
  readonly url?: string;
  /** Whether its months were played to the end. */
  readonly isReady: boolean;
}

const name = 'demo.json';

/** The demonstration that lives in a data directory; null: it is an institution's, or empty. */
export function readDemo(data: string): Demo | null {
  const file = path.join(data, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Demo) : null;
}

/** Marks a directory as a demonstration's. Refuses `demo-on-real-data` where it holds anything else. */
export function markDemo(data: string, demo: Demo): void {
  if (readDemo(data) === null && existsSync(data) && readdirSync(data).length > 0) throw onRealData(data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(data, name), `${JSON.stringify(demo, null, 2)}\n`);
}

function onRealData(data: string): Refusal {
  return new Refusal(
    'demo-on-real-data',
    409,
    `La carpeta ${data} tiene datos que no son de la demostración: no se tocan. Indique otra, vacía, con VENTANILLA_DATA.`,
    `The folder ${data} holds data that is not the demonstration's: it is left alone. Name another, empty one with VENTANILLA_DATA.`,
  );
}

/** The server is not to be started on a demonstration as on an institution's data: its sink and its clock belong to it. */
export function isDemo(data: string): Refusal {
  return new Refusal(
    'is-demo',
    409,
    `La carpeta ${data} es de la demostración: ábrala con «ventanilla demo», o indique otra con VENTANILLA_DATA.`,
    `The folder ${data} is the demonstration's: open it with "ventanilla demo", or name another with VENTANILLA_DATA.`,
  );
}
