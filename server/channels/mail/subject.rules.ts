// RFC 5322 knows only «Re:»; the rest is what Outlook, Gmail and others write in their users' languages (contract of mail, 3).
const prefix =
  /^(?:(?:re|rv|fw|fwd|aw|wg|rép|tr|sv|vs|r|i|antw|enc|res|reenv)\s*(?:\[\d{1,4}\]|\(\d{1,4}\))?\s*[:：]|\[external\]|\[externo\])\s*/iu;
const tag = /\[(VT-\d{1,9})\]/i;

/** The subject without reply and forward prefixes, however often they were repeated, and without our tag. */
export function bareSubject(subject: string): string {
  let rest = subject.trim().slice(0, 2000);
  for (let i = 0; i < 100; i++) {
    const shorter = rest.replace(prefix, '').replace(/^\[VT-\d{1,9}\]\s*/i, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest
    .replace(tag, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** The conversation number in the subject («VT-10482»), or null. A hint only: anybody can write it. */
export function subjectTag(subject: string): string | null {
  return tag.exec(subject)?.[1]?.toUpperCase() ?? null;
}

/** The subject of an answer: one «Re:», our tag once, never longer than a line of mail allows. */
export function replySubject(subject: string, number: string): string {
  return `Re: [${number}] ${bareSubject(subject)}`.slice(0, 250).trim();
}
