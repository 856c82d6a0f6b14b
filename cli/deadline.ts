import { readFileSync } from 'node:fs';
import { calendarFromFile, workingTime, type WorkingTime } from '#calendar';
import { iso, readInstant } from '#kernel';
import { amount, type Command, flag, type Input, type Output, text, UsageError } from './command.ts';

const usage =
  'deadline --from I --hours N [--back] | --from I --days N | --from I --to I | --month AAAA-MM --working-day N  [--calendar ARCHIVO] [--json]';

export const command: Command = {
  usage,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    hours: { type: 'string' },
    days: { type: 'string' },
    back: { type: 'boolean' },
    month: { type: 'string' },
    'working-day': { type: 'string' },
    calendar: { type: 'string' },
  },
  positionals: [0, 0],
  async run(input): Promise<Output> {
    const asked = question(input);
    return answer(asked, await timeOf(input));
  },
};

type Question =
  | { readonly kind: 'hours'; readonly from: number; readonly hours: number; readonly back: boolean }
  | { readonly kind: 'days'; readonly from: number; readonly days: number }
  | { readonly kind: 'elapsed'; readonly from: number; readonly to: number }
  | { readonly kind: 'nth'; readonly month: string; readonly day: number };

function question(input: Input): Question {
  const given = ['hours', 'days', 'to', 'month'].filter((name) => input.values[name] !== undefined);
  if (given.length !== 1) throw new UsageError(`Elija una sola cuenta.\nUso: ventanilla ${usage}`);
  const back = flag(input, 'back');
  if (back && given[0] !== 'hours') throw new UsageError('--back va solo con --hours.');
  const nth = input.values['working-day'] !== undefined;
  if (nth !== (given[0] === 'month')) throw new UsageError('--month y --working-day van juntos.');
  if (given[0] === 'month') return { kind: 'nth', month: month(input), day: whole(input, 'working-day', 1) };
  const from = moment(input, 'from');
  if (given[0] === 'to') return { kind: 'elapsed', from, to: moment(input, 'to') };
  if (given[0] === 'days') return { kind: 'days', from, days: whole(input, 'days', 0) };
  return { kind: 'hours', from, hours: amount(input, 'hours') as number, back };
}

function answer(asked: Question, time: WorkingTime): Output {
  if (asked.kind === 'elapsed') {
    const seconds = time.elapsedSeconds(asked.from, asked.to);
    return { json: { seconds }, text: `${seconds} segundos laborables` };
  }
  if (asked.kind === 'nth') {
    const { date, due } = time.nthWorkingDay(asked.month, asked.day);
    return { json: { date, due: iso(due) }, text: `${date}, vence ${iso(due)}` };
  }
  const at =
    asked.kind === 'days'
      ? time.dueInDays(asked.from, asked.days)
      : asked.back
        ? time.back(asked.from, asked.hours)
        : time.due(asked.from, asked.hours);
  return { json: { due: iso(at) }, text: iso(at) };
}

async function timeOf(input: Input): Promise<WorkingTime> {
  const file = text(input, 'calendar');
  if (file !== undefined) return calendarFromFile(JSON.parse(readFileSync(file, 'utf8')));
  return (await workingTime(await input.kernel())).time;
}

function moment(input: Input, name: string): number {
  const written = text(input, name);
  const at = written === undefined ? null : readInstant(written);
  if (at === null) throw new UsageError(`--${name} lleva un instante ISO 8601 con su zona, por ejemplo 2026-03-10T10:15:00-04:00.`);
  return at;
}

function whole(input: Input, name: string, least: number): number {
  const value = amount(input, name);
  if (value === undefined || !Number.isInteger(value) || value < least)
    throw new UsageError(`--${name} lleva un número entero desde ${least}.`);
  return value;
}

function month(input: Input): string {
  const written = text(input, 'month') ?? '';
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(written)) throw new UsageError('--month se escribe AAAA-MM, por ejemplo 2026-11.');
  return written;
}
