import type { ImapFlow } from 'imapflow';
import { iso, type Kernel } from '#kernel';
import { classify, listHeaders, robotHeaders } from './classify.rules.ts';
import { connectImap, troubleFor } from './connect.ts';
import { headersOf } from './graph/headers.ts';
import { dueByNow } from './due.ts';
import { header, readHeaders } from './headers.ts';
import { pathsOf } from './listen.ts';
import { ownAddresses } from './mailbox.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { defaultLimits } from './parse/limits.ts';
import { addresses, headerText, parameters } from './parse/words.ts';
import { type Glance, judge } from './rehearse.rules.ts';
import { refuse } from './refusals.ts';
import type { Rehearsal } from './shapes.ts';

// Enough to see what would happen; a mailbox of a hundred thousand is counted, and its last thousands are looked at.
const lookedAt = 5000;
const shown = 50;

/**
 * What reading the mailbox would do, from the headers of its last mails: nothing is stored, nothing is sent, nothing is marked or moved.
 * Refuses `mailbox-unreachable` with the trouble in words.
 */
export async function rehearse(k: Kernel, mailbox: MailboxRow, since: number): Promise<Rehearsal> {
  const { mails, glances } = await look(k, mailbox).catch(async (error: unknown) => {
    const trouble = await troubleFor(k, mailbox, error);
    throw refuse.cannotRead(trouble.es, trouble.en);
  });
  const { judged, conversations, waiting } = judge(glances, mailbox.purpose === 'campaigns' ? Number.POSITIVE_INFINITY : since);
  const due = await dueByNow(k);
  const sample = judged
    .slice(-shown)
    .reverse()
    .map(({ glance, would }) => ({
      from: glance.from,
      subject: glance.subject,
      at: iso(glance.at),
      would,
      due: would === 'opens' ? due(glance.at) : null,
    }));
  return { mails, conversations, waiting, sends: 0, since: iso(since), sample };
}

async function look(k: Kernel, mailbox: MailboxRow): Promise<{ mails: number; glances: Glance[] }> {
  const our = [...(await ownAddresses(k)), mailbox.address, ...mailbox.aliases];
  if (mailbox.kind === 'graph') return lookByGraph(k, mailbox, our);
  const client = await connectImap(k, mailbox);
  try {
    const { inbox, sent } = pathsOf(await client.list());
    const came = await glancesOf(k, client, { path: inbox, our, isOut: false });
    const left = sent ? await glancesOf(k, client, { path: sent, our, isOut: true }) : { mails: 0, glances: [] };
    return { mails: came.mails, glances: [...came.glances, ...left.glances] };
  } finally {
    client.close();
  }
}

async function lookByGraph(k: Kernel, mailbox: MailboxRow, our: readonly string[]): Promise<{ mails: number; glances: Glance[] }> {
  const { inbox, sent, mails } = await headersOf(k, mailbox);
  const glance = (isOut: boolean) => (one: { header: Buffer; at: number | null }) =>
    glanceAt(one.header, { at: Math.min(one.at ?? k.clock.now(), k.clock.now()), our, isOut });
  return { mails, glances: [...inbox.map(glance(false)), ...sent.map(glance(true))] };
}

async function glancesOf(
  k: Kernel,
  client: ImapFlow,
  { path, our, isOut }: { path: string; our: readonly string[]; isOut: boolean },
): Promise<{ mails: number; glances: Glance[] }> {
  const box = await client.mailboxOpen(path, { readOnly: true });
  const glances: Glance[] = [];
  if (box.exists === 0) return { mails: 0, glances };
  const first = Math.max(1, box.exists - lookedAt + 1);
  for await (const one of client.fetch(`${first}:*`, { uid: true, internalDate: true, headers: fields }, {})) {
    const at = one.internalDate instanceof Date ? one.internalDate.getTime() : Date.parse(one.internalDate ?? '');
    glances.push(
      glanceAt(one.headers ?? Buffer.alloc(0), { at: Number.isNaN(at) ? k.clock.now() : Math.min(at, k.clock.now()), our, isOut }),
    );
  }
  return { mails: box.exists, glances };
}

const fields = [
  ...[
    'From',
    'Subject',
    'Message-ID',
    'References',
    'In-Reply-To',
    'Return-Path',
    'Content-Type',
    'Auto-Submitted',
    'Precedence',
    'X-Auto-Response-Suppress',
    'X-Loop',
  ],
  ...['X-Ventanilla-Instance', ...listHeaders, ...robotHeaders],
];

function glanceAt(raw: Buffer, { at, our, isOut }: { at: number; our: readonly string[]; isOut: boolean }): Glance {
  const { list } = readHeaders(raw, 0, raw.length, defaultLimits);
  const said = (name: string) => header(list, name) ?? '';
  const from = addresses(said('from').slice(0, 2000), 1)[0];
  const ids = (text: string) => [...text.matchAll(/<([^<>\s]{1,900})>/g)].map((one) => one[1] as string);
  const references = [...ids(said('references')), ...ids(said('in-reply-to'))];
  const type = parameters(said('content-type'));
  const { nature } = classify(
    {
      from: from?.email ?? '',
      subject: headerText(said('subject').slice(0, 2000)),
      returnPath: header(list, 'return-path')?.replace(/[<>\s]/g, '') ?? null,
      type: type.value,
      reportType: type.params['report-type'] ?? '',
      autoSubmitted: said('auto-submitted'),
      precedence: said('precedence'),
      suppress: said('x-auto-response-suppress'),
      listHeaders: listHeaders.filter((name) => said(name) !== ''),
      robotHeaders: robotHeaders.filter((name) => said(name) !== ''),
      loops: said('x-loop') === '' ? [] : [said('x-loop')],
      instance: said('x-ventanilla-instance'),
      references,
    },
    { our, instanceId: '', persons: [] },
  );
  return {
    from: from?.email || from?.name || '',
    subject: headerText(said('subject').slice(0, 2000)),
    at,
    messageId: ids(said('message-id'))[0] ?? null,
    references,
    isPerson: nature === 'person',
    isOut,
  };
}
