import { hash } from 'node:crypto';

export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** Blanks at line ends and empty lines at the end are what gateways change; the words are what counts. */
export function bodyHashOf(plain: readonly string[], html: readonly string[]): string {
  return sha256(`${plain.map(normal).join('\n')}\0${html.map(normal).join('\n')}`);
}

function normal(text: string): string {
  return text.includes('\r') || /[ \t]\n/.test(text)
    ? text
        .replace(/\r\n?/g, '\n')
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .trimEnd()
    : text.trimEnd();
}

export interface Identity {
  readonly messageId: string | null;
  readonly from: string;
  readonly date: number | null;
  readonly subject: string;
  readonly bodyHash: string;
  readonly attachments: readonly string[];
  /** Hash of the raw bytes when part of them was not read: unread difference must not be taken for sameness. */
  readonly unread: string | null;
}

/**
 * The same mail delivered twice has the same one. Never by Message-ID alone: scanners send a constant id with an empty body,
 * so the attachments count as content too (contract of mail, «Exactly-once» 2: same id, other content = another message).
 */
export function fingerprintOf(mail: Identity): string {
  const content = [mail.bodyHash, ...mail.attachments, mail.unread ?? ''];
  const key =
    mail.messageId === null
      ? ['content', mail.from, mail.date ?? '', mail.subject, ...content]
      : ['id', mail.messageId, mail.from, ...content];
  return sha256(key.join('\0'));
}
