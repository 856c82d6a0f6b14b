import { createHash } from 'node:crypto';
import { pick, seeded } from './seeded.ts';

/** '5k': text and HTML; '50k': an attachment besides; '1m': two, as a telephone's photographs come. */
export type MailKind = '5k' | '50k' | '1m';

export interface MailOptions {
  readonly kind?: MailKind;
  readonly to?: string;
  /** Ms; a minute later per mail from a fixed morning where nothing is said. */
  readonly date?: number;
  readonly subject?: string;
  /** Sender; one of 500 invented people where nothing is said. */
  readonly from?: { readonly name: string; readonly email: string };
  /** Message-ID it answers, with the angle brackets. */
  readonly inReplyTo?: string;
  /** Part of the Message-ID, so that two series never share one. */
  readonly series?: string;
  readonly headers?: readonly string[];
  /** First paragraph; the rest is made up. */
  readonly text?: string;
}

const firstNames = [
  'Ana',
  'Luis',
  'Carmen',
  'José',
  'María',
  'Rafael',
  'Yudelka',
  'Wilkin',
  'Altagracia',
  'Ramón',
  'Génesis',
  'Joel',
  'Rosanny',
  'Ángel',
  'Noemí',
  'Iván',
];
const lastNames = [
  'Peña',
  'Núñez',
  'Almonte',
  'De la Cruz',
  'Báez',
  'Familia',
  'Ogando',
  'Mejía',
  'Tavárez',
  'Pichardo',
  'Féliz',
  'Güílamo',
  'Santana',
  'Ureña',
];
const subjects = [
  'Requisitos de inscripción',
  'Constancia de estudios',
  'Pago de la matrícula',
  'Horario del laboratorio',
  'No puedo entrar a la plataforma',
  'Solicitud de récord de notas',
  'Beca para el próximo cuatrimestre',
  'Cambio de carrera',
  'Reposición del carnet',
  'Convalidación de asignaturas',
];
const sentences = [
  'Le escribo para saber qué documentos debo entregar para inscribirme en el próximo cuatrimestre.',
  'Hice el pago por transferencia el lunes y todavía aparece pendiente en la plataforma.',
  'Necesito una constancia de estudios para presentarla en mi trabajo antes del viernes.',
  'El enlace que me enviaron no abre; me sale que la sesión venció.',
  'Llamé por teléfono esta mañana y me dijeron que lo pidiera por correo.',
  'Mi número de matrícula es el que aparece en el comprobante que adjunto.',
  '¿Hay clases el día feriado o se recupera el sábado?',
  'Vivo en Santiago y me gustaría saber si puedo hacer el trámite a distancia.',
  'Quedo atento a su respuesta. Muchas gracias por su ayuda.',
  'Según la página, el plazo vence el día quince, pero mi profesor dice que es el veinte.',
  'Disculpe la insistencia, es que es la segunda vez que escribo por lo mismo.',
  'Me gustaría hablar con la coordinación de la carrera, si es posible.',
];
const firstMorning = Date.parse('2026-11-23T08:00:00-04:00');
const people = 500;

/** The invented person of that number. All addresses end in `.example`. */
export function person(number: number): { readonly name: string; readonly email: string } {
  const random = seeded(31 * number + 7);
  const [first, last] = [pick(random, firstNames), pick(random, lastNames)];
  const local = `${first}.${last}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z.]/g, '');
  return { name: `${first} ${last}`, email: `${local}${number}@correo.example` };
}

/** The Message-ID of the mail of that number, with its angle brackets. */
export function messageId(number: number, series = 'm'): string {
  return `<${series}-${number}@correo.example>`;
}

/** A believable mail, the same bytes for the same number and options; lines end in CRLF. */
export function mail(number: number, options: MailOptions = {}): Buffer {
  const random = seeded(7919 * (number + 1));
  const { kind = '5k', series = 'm' } = options;
  const boundary = `b${number}x${series}`;
  const alternative = body(random, boundary, options.text);
  const head = headers(number, random, options);
  const files = attachments(number, kind);
  if (files.length === 0) return lines([...head, `Content-Type: multipart/alternative; boundary="${boundary}"`, '', ...alternative]);
  const outer = `m${number}x${series}`;
  return lines([
    ...head,
    `Content-Type: multipart/mixed; boundary="${outer}"`,
    '',
    `--${outer}`,
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...alternative,
    ...files.flatMap((file) => [
      `--${outer}`,
      `Content-Type: ${file.type}; name="${file.name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${file.name}"`,
      '',
      base64(noise(number + file.size, file.size)),
    ]),
    `--${outer}--`,
    '',
  ]);
}

function headers(number: number, random: () => number, options: MailOptions): string[] {
  const from = options.from ?? person(number % people);
  const to = options.to ?? 'info@itla.test';
  const date = mailDate(options.date ?? firstMorning + number * 60_000);
  const subject = options.subject ?? pick(random, subjects);
  const host = `mx${number % 9}.correo.example`;
  return [
    `Return-Path: <${from.email}>`,
    `Received: from ${host} (${host} [192.0.2.${number % 250}]) by mail.itla.test with ESMTPS id ${number}; ${date}`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=correo.example; s=k1; h=from:to:subject;\r\n bh=${noise(number, 32).toString('base64')};\r\n b=${base64(noise(number + 1, 192)).replaceAll('\r\n', '\r\n ')}`,
    `From: ${encoded(from.name)} <${from.email}>`,
    `To: <${to}>`,
    `Subject: ${encoded(subject)}`,
    `Date: ${date}`,
    `Message-ID: ${messageId(number, options.series)}`,
    ...(options.inReplyTo ? [`In-Reply-To: ${options.inReplyTo}`, `References: ${options.inReplyTo}`] : []),
    ...(options.headers ?? []),
    'MIME-Version: 1.0',
  ];
}

function body(random: () => number, boundary: string, first: string | undefined): string[] {
  const said = ['Buenos días.', ...(first ? [first] : []), ...Array.from({ length: 20 }, () => pick(random, sentences))];
  const html = `<html><head><style>p{margin:0 0 1em}</style></head><body><div dir="ltr">${said.map((one) => `<p>${escapeHtml(one)}</p>`).join('\r\n')}</div></body></html>`;
  const part = (type: string, text: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=UTF-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(text),
  ];
  return [...part('text/plain', said.join('\r\n\r\n')), ...part('text/html', html), `--${boundary}--`, ''];
}

function attachments(number: number, kind: MailKind): { readonly name: string; readonly type: string; readonly size: number }[] {
  if (kind === '5k') return [];
  if (kind === '50k') return [{ name: `comprobante-${number}.pdf`, type: 'application/pdf', size: 33_000 }];
  return [
    { name: `foto-${number}.jpg`, type: 'image/jpeg', size: 560_000 },
    { name: `cedula-${number}.pdf`, type: 'application/pdf', size: 190_000 },
  ];
}

/** RFC 5322 date in Santo Domingo's offset. */
export function mailDate(at: number): string {
  return new Date(at - 4 * 3_600_000).toUTCString().replace('GMT', '-0400');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** RFC 2047, B: what is not ASCII in words of at most 45 bytes, cut between characters. */
export function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

export function quotedPrintable(text: string): string {
  return text
    .split('\r\n')
    .map((line) => {
      const tokens = Array.from(Buffer.from(line), (byte) =>
        (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      );
      if (tokens.at(-1) === ' ') tokens[tokens.length - 1] = '=20';
      return fold(tokens);
    })
    .join('\r\n');
}

function fold(tokens: readonly string[]): string {
  let [text, length] = ['', 0];
  for (const token of tokens) {
    if (length + token.length > 74) {
      text += '=\r\n';
      length = 0;
    }
    text += token;
    length += token.length;
  }
  return text;
}

function base64(bytes: Buffer): string {
  return (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}

/** Bytes that no compression makes small, the same for the same seed. */
function noise(seed: number, size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < size; block++) blocks.push(createHash('sha256').update(`${seed} ${block}`).digest());
  return Buffer.concat(blocks).subarray(0, size);
}

function lines(all: readonly string[]): Buffer {
  return Buffer.from(all.join('\r\n'));
}

/** RFC 3464: what a mail server says of a mail (its Message-ID with angle brackets) that it could not deliver to an address. */
export function deliveryReport({ to, recipient, messageId }: { to: string; recipient: string; messageId: string }): string {
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <mailer-daemon@correo.example>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'The mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; correo.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 unknown',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--b--',
    '',
  ].join('\r\n');
}
