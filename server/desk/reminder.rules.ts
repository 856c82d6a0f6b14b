import type { WorkingTime } from '#calendar/rules';
import { momentWords } from './moment.rules.ts';

/** Of an area's term: when that much of it is left, and when it has passed. */
export type Mark = 'half' | 'quarter' | 'due';

export interface Shares {
  /** What is left of the working time of the term, 0–1. */
  readonly half: number;
  readonly quarter: number;
}

/**
 * When a reminder leaves: inside the schedule, so that it finds somebody; at a closing it waits for the next opening. Null where that would
 * be at the deadline or after it. The deadline's own is at the deadline. Instants in ms.
 */
export function remindAt(
  mark: Mark,
  { openedAt, dueAt }: { openedAt: number; dueAt: number },
  shares: Shares,
  time: WorkingTime,
): number | null {
  if (mark === 'due') return dueAt;
  const term = time.elapsedSeconds(openedAt, dueAt);
  if (term <= 0) return null;
  const at = time.clockStarts(time.due(openedAt, (term * (1 - shares[mark])) / 3600));
  return at < dueAt && at > openedAt ? at : null;
}

export interface Reminding {
  readonly mark: Mark;
  readonly area: string;
  /** Who directs it; null where no name is known. */
  readonly head: string | null;
  readonly number: string;
  readonly requester: string;
  readonly by: string;
  readonly note: string;
  readonly askedAt: number;
  readonly dueAt: number;
  readonly now: number;
  readonly link: string;
}

export function reminderText({ mark, area, head, number, requester, by, note, askedAt, dueAt, now, link }: Reminding): string {
  const matter = `la consulta ${number} de ${requester}, que ${by} pasó a ${area} el ${momentWords(askedAt, now)}`;
  const opening =
    mark === 'due'
      ? `Para ${head ?? `quien dirige ${area}`}:\n\nVenció sin respuesta el plazo de ${matter}. Era para el ${momentWords(dueAt, now)}.`
      : `Para ${area}:\n\nLe recordamos ${matter}. Responda a más tardar: ${momentWords(dueAt, now)}.`;
  return [
    opening,
    `${by} pide:\n${note}`,
    `Conteste este correo, o hágalo en esta página, sin usuario ni clave: ${link}`,
    'Si no le corresponde, devuélvala en esa misma página.',
  ].join('\n\n');
}

export function linkText({ area, number, link }: Pick<Reminding, 'area' | 'number' | 'link'>): string {
  return [
    `Para ${area}:`,
    `Alguien pidió desde un enlace vencido otro para la consulta ${number}. Es este, sin usuario ni clave: ${link}`,
  ].join('\n\n');
}

export function noticeText({ requester, area, number, link }: Pick<Reminding, 'requester' | 'area' | 'number' | 'link'>): string {
  return [
    `${requester}:`,
    `Su consulta ${number} está con ${area}. Le escribimos cuando haya respuesta; no tiene que enviarla otra vez.`,
    `Puede ver cómo va, o agregar algo, en esta página: ${link}`,
  ].join('\n\n');
}
