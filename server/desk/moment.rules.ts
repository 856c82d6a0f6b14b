const days = ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'] as const;
// Santo Domingo keeps −04:00 all year (domain 1.1).
const offset = 4 * 3_600_000;

/** A moment as people read it: «vie 27/11, 10:24 am», the year where it is another than that of `now`; noon is «12 m» (ui 7). Instants in ms. */
export function momentWords(at: number, now: number): string {
  const [local, today] = [new Date(at - offset), new Date(now - offset)];
  const two = (n: number) => String(n).padStart(2, '0');
  const year = local.getUTCFullYear() === today.getUTCFullYear() ? '' : `/${local.getUTCFullYear()}`;
  return `${days[local.getUTCDay()]} ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}${year}, ${timeWords(local)}`;
}

function timeWords(local: Date): string {
  const [hours, minutes] = [local.getUTCHours(), local.getUTCMinutes()];
  if (hours === 12 && minutes === 0) return '12 m';
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'am' : 'pm'}`;
}
