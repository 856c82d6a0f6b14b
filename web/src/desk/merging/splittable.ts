import type { MessageItem } from '../api.ts';

/** What can begin a conversation of its own: mails and notes, but nothing that belongs to an escalation or has not left yet. */
export function splittable(messages: readonly MessageItem[]): MessageItem[] {
  return messages.filter(
    ({ direction, part, delivery }) =>
      direction !== 'event' && part === null && delivery !== 'queued' && delivery !== 'sending' && delivery !== 'uncertain',
  );
}

export function isQuestion({ direction }: MessageItem): boolean {
  return direction === 'in';
}
