import type { Area } from '#people/shapes';
import type { Kernel } from '#kernel';
import { type Ask, askSubject, askText } from './ask.rules.ts';
import type { AskedQuestion } from './area-message-store.ts';
import { letterHtml } from './letter.rules.ts';
import { areaLink } from './links.ts';
import { type AttachmentRow, attachmentsOf } from './message-store.ts';
import type { Outgoing } from './port.ts';
import { numberOf } from './present.ts';
import type { ConversationRow } from './summary.rules.ts';
import { escalationToken } from './token.ts';

/** Together; a mail carries them a third larger, and areas' mailboxes take less than ours. */
const mostAttached = 15 * 1024 * 1024;

export interface AskWish {
  readonly questions: readonly AskedQuestion[];
  readonly escalationId: string;
  readonly area: Pick<Area, 'name' | 'mail' | 'answers'>;
  readonly note: string;
  readonly dueAt: number;
  readonly undoFor: number;
}

/** The mail that hands a conversation to an area: with the question, its files, the deadline and both ways to answer. */
export async function askOf(k: Kernel, row: ConversationRow, id: string, wish: AskWish): Promise<Outgoing> {
  const { questions } = wish;
  const files = await attachmentsOf(
    k,
    questions.map((one) => one.id),
  );
  const { carried, leftOut } = fitting(files.filter((one) => !one.isInline));
  const number = numberOf(row.id);
  const words: Ask = {
    area: wish.area.name,
    by: k.actor.name,
    note: wish.note,
    number,
    mailbox: row.mailbox ?? '',
    answers: wish.area.answers,
    requester: { name: row.requesterName, email: row.requesterEmail },
    questions: questions.map((one) => ({
      ...one,
      files: files.filter((file) => file.messageId === one.id && !file.isInline).map((file) => file.name),
    })),
    dueAt: wish.dueAt,
    now: k.clock.now(),
    link: await areaLink(k, wish.escalationId),
    leftOut: leftOut.map((one) => one.name),
  };
  const text = askText(words);
  return {
    id,
    conversationId: row.id,
    mailboxId: row.mailboxId as string,
    writtenTo: addressesOf(questions),
    to: [{ name: wish.area.name, email: wish.area.mail }],
    cc: [],
    subject: askSubject(questions.at(-1)?.subject || row.subject, number),
    text,
    html: letterHtml(text, words.link),
    answersId: null,
    references: [],
    attachments: carried.map(({ name, type, sha256 }) => ({ name, type, sha256 })),
    leavesAt: k.clock.real() + wish.undoFor,
    automatic: null,
    token: escalationToken(k, wish.escalationId),
  };
}

function addressesOf(questions: readonly AskedQuestion[]): string[] {
  return questions.flatMap((one) => [...one.to, ...one.cc]).map((one) => one.email.toLowerCase());
}

function fitting(files: readonly AttachmentRow[]): { carried: AttachmentRow[]; leftOut: AttachmentRow[] } {
  let size = 0;
  const [carried, leftOut]: [AttachmentRow[], AttachmentRow[]] = [[], []];
  for (const file of files) {
    if (size + file.size > mostAttached) leftOut.push(file);
    else {
      size += file.size;
      carried.push(file);
    }
  }
  return { carried, leftOut };
}
