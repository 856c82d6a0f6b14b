/** How to close what is open, in the order in which it was opened. */
const open: (() => Promise<unknown>)[] = [];
let ending: Promise<void> | null = null;

/** Notes how to close what was opened just now. */
export function atEnd(close: () => Promise<unknown>): void {
  open.push(close);
}

/** Whether somebody asked it to end: what fails from then on has not failed. */
export function isEnding(): boolean {
  return ending !== null;
}

/** Each thing that is open is closed once, the last first, however many ask for it: a signal, or a start that failed. */
export function end(): Promise<void> {
  ending ??= (async () => {
    for (let close = open.pop(); close; close = open.pop()) await close();
  })();
  return ending;
}

/**
 * From the first moment on: who ends it while it starts has ended it, and nothing has failed. Requests and jobs that run may
 * end; whoever signals twice, or waits half a minute, gets the process down.
 */
export function endOnSignal(): void {
  const stop = () => {
    if (ending) process.exit(1);
    setTimeout(() => process.exit(1), 30_000).unref();
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}
