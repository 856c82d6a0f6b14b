import { readFileSync } from 'node:fs';
import { calculate, calendarFromFile, type DeadlineQuestion, type WorkingTime, workingTime } from '#calendar';
import { readInstant } from '#kernel';
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
    const answer = calculate(await timeOf(input), asked);
    return { json: answer, text: Object.values(answer).join(', ') };
  },
};

function question(input: Input): DeadlineQuestion {
  const given = ['hours', 'days', 'to', 'month'].filter((name) => input.values[name] !== undefined);
  if (given.length !== 1) throw new UsageError(`Elija una sola cuenta.\nUso: ventanilla ${usage}`);
  const isBack = flag(input, 'back');
  if (isBack && given[0] !== 'hours') throw new UsageError('--back va solo con --hours.');
  const isNth = input.values['working-day'] !== undefined;
  if (isNth !== (given[0] === 'month')) throw new UsageError('--month y --working-day van juntos.');
  if (isNth) return { kind: 'nth', month: month(input), n: whole(input, 'working-day', 1) };
  const from = moment(input, 'from');
  if (given[0] === 'to') return { kind: 'elapsed', from, to: moment(input, 'to') };
  if (given[0] === 'days') return { kind: 'days', from, days: whole(input, 'days', 0) };
  return { kind: isBack ? 'back' : 'hours', from, hours: amount(input, 'hours') as number };
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
