import { withoutControls } from './charset.ts';
import type { CalendarNotice } from './mail.ts';

/** Summary, when and where of the first event (RFC 5545). Shown only: nothing is accepted by itself. */
export function readCalendar(ics: string): CalendarNotice {
  const lines = ics
    .slice(0, 100_000)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const event = lines.findIndex((line) => /^BEGIN:VEVENT\s*$/i.test(line));
  const inEvent = event < 0 ? lines : lines.slice(event);
  const field = (name: string, from: readonly string[] = inEvent): string => {
    const line = from.find((one) => new RegExp(`^${name}[;:]`, 'i').test(one)) ?? '';
    return withoutControls(
      line
        .slice(valueAt(line))
        .replace(/\\n/gi, ' ')
        .replace(/\\([,;\\])/g, '$1'),
    )
      .trim()
      .slice(0, 500);
  };
  const moment = (name: string): string => momentOf(inEvent.find((one) => new RegExp(`^${name}[;:]`, 'i').test(one)) ?? '', field(name));
  return {
    method: field('METHOD', lines).toUpperCase(),
    summary: field('SUMMARY'),
    start: moment('DTSTART'),
    end: moment('DTEND'),
    location: field('LOCATION'),
    organizer: field('ORGANIZER').replace(/^mailto:/i, ''),
  };
}

/** After the colon that is in no quotes: parameters may hold one (`ALTREP="http://…"`). */
function valueAt(line: string): number {
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    else if (line[i] === ':' && !quoted) return i + 1;
  }
  return line.length;
}

const ours = /^(?:america\/santo_domingo|sa western standard time|\(utc-04:00\).*)$/i;

/** `20260302T140000Z` as it is read here, `02/03/2026 10:00 am`; a time of another zone keeps its zone's name. */
function momentOf(line: string, value: string): string {
  const said = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?$/.exec(value);
  if (!said) return value;
  const [year, month, day, hour, minute] = said.slice(1, 6).map(Number) as [number, number, number, number, number];
  if (said[4] === undefined) return `${said[3]}/${said[2]}/${said[1]}`;
  // Santo Domingo is four hours behind all year (domain 1.1).
  const at = new Date(Date.UTC(year, month - 1, day, said[6] === 'Z' ? hour - 4 : hour, minute));
  const two = (number: number): string => String(number).padStart(2, '0');
  const time = `${at.getUTCHours() % 12 || 12}:${two(at.getUTCMinutes())} ${at.getUTCHours() < 12 ? 'am' : 'pm'}`;
  const zone = /;TZID="?([^";:]{1,80})"?[;:]/i.exec(line)?.[1] ?? '';
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()} ${time}${zone === '' || ours.test(zone) ? '' : ` (${zone})`}`;
}

const kinds: Readonly<Record<string, string>> = {
  CANCEL: 'Cita cancelada · Cancelled event',
  REPLY: 'Respuesta a una cita · Reply to an invitation',
};

/** What an invitation says, as lines for whoever reads the mail; '' where it says nothing. */
export function calendarText({ method, summary, start, end, location, organizer }: CalendarNotice): string {
  if (summary === '' && start === '') return '';
  return [
    `${kinds[method] ?? 'Cita · Event'}: ${summary}`,
    start && `Cuándo · When: ${start}${end && end !== start ? ` a ${end}` : ''}`,
    location && `Dónde · Where: ${location}`,
    organizer && `Organiza · Organiser: ${organizer}`,
  ]
    .filter(Boolean)
    .join('\n');
}
