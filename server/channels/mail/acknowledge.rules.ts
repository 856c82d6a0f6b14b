import type { Inbound } from '#desk';

/** Who is never acknowledged beside what is no person's: an address that nobody reads. */
const nobody = /^(?:mailer-daemon|postmaster|no-?_?\.?reply|no-?responder|noresponder|do-?not-?reply|bounces?|notificaciones)\b/i;
const day = 86_400_000;

interface Arrival {
  readonly inbound: Pick<Inbound, 'direction' | 'nature' | 'isHistory' | 'isIllegible' | 'quarantineReason' | 'receivedAt' | 'marks'>;
  readonly folder: string;
  readonly purpose: string;
}

/** Whether what came may be acknowledged at all: a person's, to the service, readable, of today, and not in somebody else's name (email.md 4, 7). */
export function mayAcknowledge({ inbound, folder, purpose }: Arrival, now: number): boolean {
  const { direction, nature, isHistory, isIllegible, quarantineReason, receivedAt, marks } = inbound;
  if (direction !== 'in' || nature !== 'person' || isHistory || isIllegible || quarantineReason !== null) return false;
  if ((folder !== 'inbox' && folder !== 'smtp') || purpose !== 'service') return false;
  if (marks.includes('warning:dmarc-fail') || marks.includes('warning:own-domain-unverified')) return false;
  return now - receivedAt < day;
}

export function readsMail(address: string): boolean {
  return !nobody.test(address);
}

/** At most so many to one address in 24 hours; and none to one that writes as a machine does. */
export const perSender = 3;
export const tooManyInAnHour = 20;

export interface Told {
  readonly institution: string;
  readonly department: string;
  readonly number: string;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly link: string;
  readonly privacy: { readonly es: string; readonly en: string };
}

/** Nothing of what the requester wrote: whoever forges a sender sends nobody a text of his (email.md 4). */
export function acknowledgementText({ institution, department, number, receivedAt, dueAt, link, privacy }: Told): string {
  return [
    'Saludos:',
    `Recibimos su mensaje el ${inSpanish(receivedAt)} y quedó registrado con el número ${number}.`,
    `Le responderemos a más tardar el ${inSpanish(dueAt)}.`,
    `Aquí puede ver en qué va su solicitud:\n${link}`,
    'Este es un acuse automático: todavía no es la respuesta. Si desea añadir algo, responda a este correo sin cambiar el asunto.',
    ...(privacy.es === '' ? [] : [privacy.es]),
    '— English —',
    `We received your message on ${inEnglish(receivedAt)}; its number is ${number}. We will answer by ${inEnglish(dueAt)}. The link above shows how it stands.`,
    'This is an automatic acknowledgement, not the answer yet. To add something, reply to this mail and keep its subject.',
    ...(privacy.en === '' ? [] : [privacy.en]),
    [department, institution].filter(Boolean).join('\n'),
  ].join('\n\n');
}

const days = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'];
const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const daysEn = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthsEn = 'January February March April May June July August September October November December'.split(' ');
// Santo Domingo keeps −04:00 all year (domain 1.1).
const local = (at: number) => new Date(at - 4 * 3_600_000);

function inSpanish(at: number): string {
  const day = local(at);
  return `${days[day.getUTCDay()]} ${day.getUTCDate()} de ${months[day.getUTCMonth()]} de ${day.getUTCFullYear()} a las ${timeOf(day)}`;
}

function inEnglish(at: number): string {
  const day = local(at);
  return `${daysEn[day.getUTCDay()]}, ${day.getUTCDate()} ${monthsEn[day.getUTCMonth()]} ${day.getUTCFullYear()}, ${timeOf(day)}`;
}

function timeOf(day: Date): string {
  const [hours, minutes] = [day.getUTCHours(), day.getUTCMinutes()];
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'am' : 'pm'}`;
}
