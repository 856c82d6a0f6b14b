import { parseArgs } from 'node:util';
import { type Command, type Input, type Output, UsageError } from './command.ts';
import { openLocal } from './local.ts';
import { sentence } from './sentence.ts';

const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  doctor: () => import('./doctor.ts'),
  'user add': () => import('./user-add.ts'),
  'token add': () => import('./token-add.ts'),
  'area add': () => import('./area-add.ts'),
  'mailbox add': () => import('./mailbox-add.ts'),
  'mailbox test': () => import('./mailbox-test.ts'),
  'mail import': () => import('./mail-import.ts'),
  deadline: () => import('./deadline.ts'),
  'schedule set': () => import('./schedule-set.ts'),
  'closure add': () => import('./closure-add.ts'),
  'rota set': () => import('./rota-set.ts'),
  'settings get': () => import('./settings-get.ts'),
  'settings set': () => import('./settings-set.ts'),
  conformity: () => import('./conformity.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  verify: () => import('./verify.ts'),
};

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  const asJson = words.includes('--json');
  if (words[0] === 'start') {
    await import('../server/main.ts');
    return;
  }
  if (words[0] === 'demo') return demo(words.slice(1));
  const local = openLocal();
  try {
    const [name, rest] = commandOf(words);
    const { command } = await (commands[name] as () => Promise<{ command: Command }>)();
    tell(await command.run(inputOf(command, rest, local)), asJson);
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    const said = sentence(error);
    if (asJson) process.stdout.write(`${JSON.stringify({ error: said })}\n`);
    else process.stderr.write(`${said}\n`);
  } finally {
    await local.close();
  }
  // Idle sockets and timers of libraries must not keep a finished command waiting; what was written must get out first.
  process.stdout.write('', () => process.exit());
}

/** Goes on until it is ended, as the server does. */
async function demo(words: readonly string[]): Promise<void> {
  try {
    if (words.some((word) => word !== '--json')) throw new UsageError('Uso: ventanilla demo [--json]');
    const { runDemo } = await import('../demo/run.ts');
    await runDemo(process.env, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    const said = sentence(error);
    if (words.includes('--json')) process.stdout.write(`${JSON.stringify({ error: said })}\n`);
    else process.stderr.write(`${said}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

function commandOf(words: readonly string[]): [string, readonly string[]] {
  const plain = words.filter((word) => !word.startsWith('-'));
  for (const length of [2, 1]) {
    const name = plain.slice(0, length).join(' ');
    if (plain.length < length || !(name in commands) || words.slice(0, length).join(' ') !== name) continue;
    return [name, words.slice(length)];
  }
  throw new UsageError(`Órdenes: start, demo, ${Object.keys(commands).join(', ')}. Cada una acepta --json.`);
}

function inputOf(command: Command, words: readonly string[], local: ReturnType<typeof openLocal>): Input {
  const usage = `Uso: ventanilla ${command.usage}`;
  const read = () => {
    try {
      return parseArgs({
        args: [...words],
        options: { ...command.options, json: { type: 'boolean' } },
        allowPositionals: true,
        strict: true,
      });
    } catch (error) {
      throw new UsageError(`${misread(error as NodeJS.ErrnoException)}\n${usage}`);
    }
  };
  const { values, positionals } = read();
  const [least, most] = command.positionals;
  if (positionals.length < least || positionals.length > most) throw new UsageError(usage);
  return { values: values as Input['values'], positionals, kernel: local.kernel, secret: readSecret };
}

/** Node's own sentences are English. */
function misread({ code, message }: NodeJS.ErrnoException): string {
  const option = /'(-[^' ]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `La orden no tiene la opción ${option}.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `La opción ${option.replace(/,$/, '')} está mal usada: revise si lleva un valor.`;
  return 'La orden no se entiende.';
}

async function readSecret(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text.replace(/\r?\n$/, '');
}

function tell(output: Output, asJson: boolean): void {
  process.stdout.write(`${asJson ? JSON.stringify(output.json) : output.text}\n`);
  process.exitCode = output.exit ?? 0;
}
