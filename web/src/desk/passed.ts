import type { MessageItem } from './api.ts';

/** What the rota did is told under this name. */
export const rota = 'Turnos';

/** A line of the thread: a message, or several times that the rota passed it on with nothing between. */
export type ThreadLine = readonly [MessageItem, ...MessageItem[]];

/** Messages oldest first: what the rota did day after day is one line, everything else a line of its own. */
export function linesOf(messages: readonly MessageItem[]): ThreadLine[] {
  const lines: [MessageItem, ...MessageItem[]][] = [];
  for (const message of messages) {
    const before = lines.at(-1);
    if (before && isPassing(before[0]) && isPassing(message)) before.push(message);
    else lines.push([message]);
  }
  return lines;
}

function isPassing({ event }: MessageItem): boolean {
  return event?.by === rota && (event.kind === 'assigned' || event.kind === 'unassigned');
}
