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
  return {
    method: field('METHOD', lines).toUpperCase(),
    summary: field('SUMMARY'),
    start: field('DTSTART'),
    end: field('DTEND'),
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
