import type { Core, Unit } from '../core.ts';
import type { Kernel } from '../kernel.ts';
import { advice, type RawIssue } from '../http/issue.rules.ts';
import type { SettingDefinition } from '../module.ts';
import { Refusal } from '../refusal.ts';
import { allSettings, storeSetting } from './store.ts';

export interface Settings {
  /** The value in force: the stored one, else the initial one. Refuses `unknown-setting`. */
  get<T>(key: string): Promise<T>;
  /** Checks, stores, writes an act and runs the setting's hook, in one transaction. Refuses `unknown-setting`, `bad-setting`. */
  set(key: string, value: unknown): Promise<void>;
  /** Every value in force by key: the stored ones and the initial ones of exact keys. */
  all(): Promise<Record<string, unknown>>;
  /** What a key means; refuses `unknown-setting`. */
  definition(key: string): SettingDefinition;
  /** Inside a transaction: what follows reads from the database, which the process's memory no longer mirrors. */
  staleHere(): void;
}

export function settingsOf(core: Core, kernel: () => Kernel, unit: Unit | null): Settings {
  const values = () => (unit?.settingsChanged ? allSettings(kernel().db) : core.settingCache.values());
  const definition = (key: string) => definitionOf(core, key);
  return {
    definition,
    async get<T>(key: string) {
      const { initial } = definition(key);
      const stored = (await values()).get(key);
      return (stored === undefined ? initial : stored) as T;
    },
    async all() {
      const stored = await values();
      const known = core.modules.flatMap((module) => module.settings ?? []);
      const initial = known.filter((one) => !one.key.endsWith('*')).map((one) => [one.key, one.initial] as const);
      return Object.fromEntries([...new Map<string, unknown>([...initial, ...stored])].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    set: (key, value) => kernel().transaction((k) => change(core, k, { definition: definition(key), key, value })),
    staleHere: () => {
      if (unit) unit.settingsChanged = true;
    },
  };
}

interface Change {
  readonly definition: SettingDefinition;
  readonly key: string;
  readonly value: unknown;
}

async function change(core: Core, k: Kernel, { definition, key, value }: Change): Promise<void> {
  const read = definition.shape.safeParse(value);
  if (!read.success) throw badSetting(key, read.error.issues as unknown as RawIssue[]);
  const before = await storeSetting(k.db, key, read.data);
  k.settings.staleHere();
  await k.acts.write({
    verb: 'setting.changed',
    subject: { kind: 'setting', id: key },
    detail: { before: before ?? definition.initial, after: read.data },
  });
  k.after(() => core.settingCache.forget());
  await definition.changed?.(k, key, read.data);
}

function definitionOf(core: Core, key: string): SettingDefinition {
  const known = core.modules.flatMap((module) => module.settings ?? []);
  const found =
    known.find((one) => one.key === key) ??
    known.find((one) => one.key.endsWith('*') && key.startsWith(one.key.slice(0, -1)) && key.length >= one.key.length);
  if (found) return found;
  throw new Refusal(
    'unknown-setting',
    404,
    `No hay un ajuste «${key}». Mire los que hay con «ventanilla settings get».`,
    `There is no setting "${key}". See those there are with "ventanilla settings get".`,
    { key },
  );
}

function badSetting(key: string, issues: readonly RawIssue[]): Refusal {
  const why = (language: 'es' | 'en'): string => issues.map((issue) => advice(issue)[language].replace(/\.$/, '')).join('; ');
  return new Refusal(
    'bad-setting',
    422,
    `El valor de «${key}» no sirve: ${why('es')}. Corríjalo y repita.`,
    `The value of "${key}" does not fit: ${why('en')}. Correct it and try again.`,
    { key },
  );
}
