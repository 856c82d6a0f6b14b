import MailComposer from 'nodemailer/lib/mail-composer';

export interface Letter {
  readonly from: { readonly name: string; readonly email: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Product ms. */
  readonly at: number;
  /** Without angle brackets. */
  readonly id: string;
  /** What it answers. */
  readonly answers?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly filename: string; readonly content: string; readonly contentType: string }[];
}

/** The bytes of a letter, as a requester's program would send them. */
export function bytesOf({ from, to, subject, text, at, id, answers = null, headers = {}, attachments = [] }: Letter): Promise<Buffer> {
  return new MailComposer({
    from: { name: from.name, address: from.email },
    to,
    subject,
    text,
    date: new Date(at),
    messageId: `<${id}>`,
    headers: { ...headers },
    attachments: attachments.map((one) => ({ ...one })),
    ...(answers === null ? {} : { inReplyTo: `<${answers}>`, references: [`<${answers}>`] }),
  })
    .compile()
    .build();
}

/** What a server says of a mail that it could not deliver (RFC 3464). */
export function bounceOf({
  to,
  failed,
  messageId,
  at,
  id,
}: {
  to: string;
  failed: string;
  messageId: string;
  at: number;
  id: string;
}): Buffer {
  const lines = [
    'Return-Path: <>',
    'From: Mail Delivery System <mailer-daemon@correo.example>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="informe"',
    '',
    '--informe',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `<${failed}>: mailbox does not exist`,
    '',
    '--informe',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; correo.example',
    '',
    `Final-Recipient: rfc822; ${failed}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 mailbox does not exist',
    '',
    '--informe',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}>`,
    '',
    '--informe--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

const seal = 'X-Muestra: parser';

/** Whether it is one that stands for what no parser gets through in its ten seconds. */
export function isUnreadable(raw: Buffer): boolean {
  return raw.subarray(0, 2000).includes(seal);
}

/** Parts within parts: it is shown with its first words, and its clock runs. */
export function unreadable({ from, to, subject, at, id }: Omit<Letter, 'text'>): Buffer {
  const head = [
    `From: "${from.name}" <${from.email}>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}>`,
    seal,
    'MIME-Version: 1.0',
  ];
  const open = Array.from({ length: 40 }, (_, nr) => `Content-Type: multipart/mixed; boundary="b${nr}"\r\n\r\n--b${nr}`);
  return Buffer.from(`${head.join('\r\n')}\r\n${open.join('\r\n')}\r\nContent-Type: text/plain\r\n\r\nAdjunto lo que me pidieron.\r\n`);
}

/** What the sink took, as far as whoever got it needs it to answer. */
export interface Got {
  readonly from: string;
  readonly to: readonly string[];
  readonly messageId: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly isAutomatic: boolean;
}

export function read(from: string, to: readonly string[], raw: Buffer): Got {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return {
    from,
    to: to.map((one) => one.toLowerCase()),
    messageId: field('Message-ID').replace(/[<>]/g, ''),
    replyTo: /<?([^<>\s]+@[^<>\s]+)>?$/.exec(field('Reply-To'))?.[1] ?? from,
    subject: unfolded(field('Subject')),
    isAutomatic: field('Auto-Submitted') !== '',
  };
}

function unfolded(subject: string): string {
  const bytes = (part: string) =>
    part.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return subject
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, part: string) =>
      (kind.toUpperCase() === 'B' ? Buffer.from(part, 'base64') : Buffer.from(bytes(part), 'latin1')).toString('utf8'),
    );
}
