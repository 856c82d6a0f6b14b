import type { Language } from './words.ts';

// ui/README 7, in one place. Every instant is shown in the institution's zone.
const zone = 'America/Santo_Domingo';
const thin = '\u202f'; // narrow no-break space: «9.5 %» never breaks at the end of a line
const minute = 60;
const hour = 3600;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
}

const reader = new Intl.DateTimeFormat('en-US', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

const days = {
  es: {
    short: ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'],
    long: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  },
  en: {
    short: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  },
};
const months = {
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

const monthsAlone = {
  es: months.es,
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

/** What a wall clock of the institution shows at an instant (ms). */
export function partsOf(at: number): Parts {
  const read: Record<string, number> = {};
  for (const part of reader.formatToParts(at)) if (part.type !== 'literal') read[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1 } = read;
  return {
    year,
    month,
    day,
    hour: read.hour ?? 0,
    minute: read.minute ?? 0,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Words of the language for instants, lengths and numbers. `now` is the product's clock. */
export function formatsOf(language: Language, clock: () => number) {
  const es = language === 'es';
  const dayOrdinal = (at: number): number => {
    const p = partsOf(at);
    return Date.UTC(p.year, p.month - 1, p.day) / 86_400_000;
  };
  const weekdayShort = (at: number): string => days[language].short[partsOf(at).weekday] ?? '';

  /** `2:18 pm`; noon is `12 m`. */
  function time(at: number): string {
    const p = partsOf(at);
    if (es && p.hour === 12 && p.minute === 0) return '12 m';
    return `${p.hour % 12 || 12}:${two(p.minute)} ${p.hour < 12 ? 'am' : 'pm'}`;
  }
  /** `4 pm`, for ranges. */
  function shortTime(at: number): string {
    return time(at).replace(':00', '');
  }
  /** `24/11/2026` · `24 Nov 2026`. */
  function fullDate(at: number): string {
    const p = partsOf(at);
    return es ? `${two(p.day)}/${two(p.month)}/${p.year}` : `${p.day} ${months.en[p.month - 1]} ${p.year}`;
  }
  /** `24/11` inside the current year, else with its year. */
  function date(at: number): string {
    const p = partsOf(at);
    if (p.year !== partsOf(clock()).year) return fullDate(at);
    return es ? `${two(p.day)}/${two(p.month)}` : `${p.day} ${months.en[p.month - 1]}`;
  }
  /** `mar 24/11`. */
  function weekday(at: number): string {
    return `${weekdayShort(at)} ${date(at)}`;
  }
  /** `jueves 19/11/2026`. */
  function longDay(at: number): string {
    return `${days[language].long[partsOf(at).weekday]} ${fullDate(at)}`;
  }
  /** `hoy 10:40 am`, `mar 24/11 10:40 am`. */
  function moment(at: number): string {
    const distance = dayOrdinal(at) - dayOrdinal(clock());
    if (distance === 0) return `${es ? 'hoy' : 'today'} ${time(at)}`;
    if (distance === 1) return `${es ? 'mañana' : 'tomorrow'} ${time(at)}`;
    return `${weekday(at)} ${time(at)}`;
  }
  /** `10:22 am` today, `18/11` before. */
  function brief(at: number): string {
    return dayOrdinal(at) === dayOrdinal(clock()) ? time(at) : date(at);
  }
  /** The whole moment, for titles and accessible names. */
  function full(at: number): string {
    return `${longDay(at)}, ${time(at)}`;
  }
  /** Working time from seconds: `3 h 54 min`; seconds only under two minutes; never decimals. */
  function duration(seconds: number): string {
    const s = Math.abs(Math.round(seconds));
    if (s < 2 * minute) return `${s} s`;
    const h = Math.floor(s / hour);
    const m = Math.floor((s % hour) / minute);
    if (h === 0) return `${m} min`;
    return m === 0 ? `${number(h)} h` : `${number(h)} h ${m} min`;
  }
  function workingDays(n: number): string {
    return es ? `${n} ${n === 1 ? 'día' : 'días'} lab.` : `${n} working ${n === 1 ? 'day' : 'days'}`;
  }
  function number(n: number, decimals = 0): string {
    return n.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace('-', '−');
  }
  /** From a share 0–1: `9.5 %`; whole numbers without decimals. */
  function percent(share: number, decimals = 1): string {
    const value = (share * 100).toFixed(decimals).replace(/\.0+$/, '');
    return `${value}${thin}%`;
  }
  function signed(n: number, decimals = 0): string {
    return n > 0 ? `+${number(n, decimals)}` : number(n, decimals);
  }
  /** `1.2 MB`, counted by thousands as mail programs do. */
  function bytes(n: number): string {
    if (n < 1000) return `${n} B`;
    const kilo = n / 1000;
    if (kilo < 1000) return `${Math.round(kilo)} kB`;
    return kilo < 1_000_000 ? `${(kilo / 1000).toFixed(1)} MB` : `${(kilo / 1_000_000).toFixed(1)} GB`;
  }
  /** `noviembre 2026` · `November 2026`, from `2026-11`. */
  function month(value: string): string {
    const [year = '', m = '1'] = value.split('-');
    return `${monthsAlone[language][Number(m) - 1]} ${year}`;
  }
  /** First and last four of a hash; the whole goes into the title and the clipboard. */
  function hash(value: string): string {
    return value.length <= 9 ? value : `${value.slice(0, 4)}…${value.slice(-4)}`;
  }
  return {
    time,
    shortTime,
    fullDate,
    date,
    weekday,
    weekdayShort,
    longDay,
    moment,
    brief,
    full,
    duration,
    workingDays,
    number,
    percent,
    signed,
    bytes,
    month,
    hash,
  };
}

export type Formats = ReturnType<typeof formatsOf>;
