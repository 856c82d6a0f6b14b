import { get } from '../api.ts';
import type { Conversation, MessageItem } from '../desk/api.ts';

export interface PrintedMessage extends MessageItem {
  /** As it came; null where there is none, or it is not asked for. */
  readonly headers: string | null;
}

export interface Printed extends Omit<Conversation, 'messages' | 'fetchedAt'> {
  readonly messages: readonly PrintedMessage[];
}

export const paperKey = (id: string, withHeaders: boolean) => ['desk', 'paper', id, withHeaders] as const;

/** All of a conversation: every page of its messages, each text to its end. */
export async function fetchPrinted(id: string, withHeaders: boolean, signal?: AbortSignal): Promise<Printed> {
  const last = await get<Conversation>(`/conversations/${id}`, { messages: 500 }, signal);
  const pages: MessageItem[][] = [[...last.messages]];
  for (let before = last.earlier; before !== null; ) {
    const page = await get<Conversation>(`/conversations/${id}`, { messages: 500, before }, signal);
    pages.unshift([...page.messages]);
    before = page.earlier;
  }
  const messages: PrintedMessage[] = [];
  for (const message of pages.flat()) messages.push(await whole(message, withHeaders, signal));
  return { ...last, messages };
}

async function whole(message: MessageItem, withHeaders: boolean, signal?: AbortSignal): Promise<PrintedMessage> {
  const { text } = message.isTextCut ? await get<{ text: string }>(`/messages/${message.id}/text`, {}, signal) : message;
  const hasHeaders = withHeaders && message.rawAvailable && message.direction !== 'event';
  const headers = hasHeaders ? (await get<{ headers: string }>(`/messages/${message.id}/headers`, {}, signal)).headers : null;
  return { ...message, text, headers };
}
