const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const spanish = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ');
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
const rfc =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:([+-])(\d{2}):?(\d{2})|([a-z]{1,4}))?/i;
const iso = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:([+-])(\d{2}):?(\d{2})|z)?/i;
const asctime = /([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:[a-z]{3,4}\s+)?(\d{4})/i;

/** A date of a header in ms since 1970 UTC; null when it is none. Without a zone it is UTC: the machine's zone decides nothing. */
export function mailDate(header: string): number | null {
  const text = header.slice(0, 200);
  const a = rfc.exec(text);
  if (a) return instant(a[3], monthOf(a[2] ?? ''), a[1], [a[4], a[5], a[6]], offset(a[7], a[8], a[9], a[10]));
  const b = iso.exec(text);
  if (b) return instant(b[1], Number(b[2]) - 1, b[3], [b[4], b[5], b[6]], offset(b[7], b[8], b[9], undefined));
  const c = asctime.exec(text);
  return c ? instant(c[6], monthOf(c[1] ?? ''), c[2], [c[3], c[4], c[5]], 0) : null;
}

function monthOf(name: string): number {
  const short = name.toLowerCase();
  const at = months.indexOf(short);
  return at >= 0 ? at : spanish.indexOf(short);
}

function offset(sign: string | undefined, hours: string | undefined, minutes: string | undefined, zone: string | undefined): number {
  if (sign === undefined) return zones[zone?.toLowerCase() ?? ''] ?? 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function instant(
  year: string | undefined,
  month: number,
  day: string | undefined,
  time: readonly (string | undefined)[],
  zone: number,
): number | null {
  const said = Number(year);
  // RFC 5322 4.3: two digits below 50 are of this century, three digits are counted from 1900.
  const full = (year?.length ?? 0) >= 4 ? said : said < 50 ? 2000 + said : 1900 + said;
  if (month < 0 || full < 1970 || full > 9999) return null;
  const at = Date.UTC(full, month, Number(day), Number(time[0]), Number(time[1]), Number(time[2] ?? 0)) - zone * 60_000;
  return Number.isFinite(at) ? at : null;
}
