import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { iso, type Kernel } from '#kernel';
import { readCard } from '../contact/card.ts';
import { numberOf } from '../present.ts';
import { heldMessages, type HeldMessage } from './export-store.ts';
import { requestsOf } from './data-request-store.ts';
import { mboxEntry } from './mbox.rules.ts';
import { didStep, presentRequests, requestOf } from './requests.ts';

const perPage = 100;

/** All that is held of a person, as JSON: the card, every conversation with its messages, the requests. Refuses `unknown-data-request`. */
export async function sendData(k: Kernel, id: string, reply: FastifyReply): Promise<void> {
  const row = await requestOf(k, id);
  const card = await readCard(k, row.cardId);
  await k.transaction((k) => didStep(k, row, 'data', { conversations: card.conversations }));
  const requests = await presentRequests(k, await requestsOf(k, row.cardId));
  await send(
    reply,
    `datos-DP-${id}.json`,
    'application/json; charset=utf-8',
    dataOf(k, row.cardId, { madeAt: iso(k.clock.now()), card, requests }),
  );
}

/** The mails as they came and as they left, as an mbox. Refuses `unknown-data-request`. */
export async function sendMail(k: Kernel, id: string, reply: FastifyReply): Promise<void> {
  const row = await requestOf(k, id);
  await k.transaction((k) => didStep(k, row, 'mail', {}));
  await send(reply, `correos-DP-${id}.mbox`, 'application/mbox', mailOf(k, row.cardId));
}

async function send(reply: FastifyReply, name: string, type: string, parts: AsyncIterable<Buffer | string>): Promise<void> {
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store');
  await reply.send(Readable.from(parts));
}

async function* dataOf(k: Kernel, cardId: string, first: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  yield `${JSON.stringify(first, null, 1).slice(0, -2)},\n "messages": [`;
  let isFirst = true;
  for await (const message of messagesOf(k, cardId)) {
    const { id, conversationId, receivedAt, sentAt, rawSha256, ...said } = message;
    const shown = {
      id,
      conversation: numberOf(conversationId),
      receivedAt: iso(receivedAt),
      sentAt: sentAt === null ? null : iso(sentAt),
      ...said,
      original: rawSha256,
    };
    yield `${isFirst ? '' : ','}\n  ${JSON.stringify(shown)}`;
    isFirst = false;
  }
  yield '\n ]\n}\n';
}

async function* mailOf(k: Kernel, cardId: string): AsyncGenerator<Buffer> {
  for await (const { rawSha256, receivedAt } of messagesOf(k, cardId))
    if (rawSha256 !== null) yield mboxEntry(await k.blobs.get(rawSha256), receivedAt);
}

async function* messagesOf(k: Kernel, cardId: string): AsyncGenerator<HeldMessage> {
  let after: string | null = null;
  for (;;) {
    const page: HeldMessage[] = await heldMessages(k, cardId, after, perPage);
    yield* page;
    if (page.length < perPage) return;
    after = page.at(-1)?.id ?? null;
  }
}
