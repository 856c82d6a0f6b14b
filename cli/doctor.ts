import { type HealthCheck, type Kernel } from '#kernel';
import { loadModules } from '../server/modules.ts';
import type { Command, Input } from './command.ts';
import { sentence } from './sentence.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export const command: Command = {
  usage: 'doctor [--json]',
  options: {},
  positionals: [0, 0],
  async run(input) {
    const checks = await examine(input);
    const text = checks.map(({ name, ok, detail }) => `${ok ? '✓' : '✗'} ${name}: ${detail}`).join('\n');
    return { json: { checks }, text, exit: checks.every((one) => one.ok) ? 0 : 1 };
  },
};

/** All checks of all modules; a database that does not open is a finding and not the end of the examination. */
async function examine(input: Input): Promise<Finding[]> {
  let k: Kernel;
  try {
    k = await input.kernel();
  } catch (error) {
    return [{ name: 'base de datos', ok: false, detail: sentence(error) }];
  }
  const checks = (await loadModules()).flatMap((module) => module.health ?? []);
  return Promise.all(checks.map((check) => run(k, check)));
}

async function run(k: Kernel, { name, check }: HealthCheck): Promise<Finding> {
  try {
    const { ok, detail } = await check(k);
    return { name, ok, detail };
  } catch (error) {
    return { name, ok: false, detail: sentence(error) };
  }
}
