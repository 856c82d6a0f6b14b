import { type ComponentType, useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** Something a person can do here: found in the palette, by its key, and in the list of shortcuts. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and the sheet: a screen's name, a conversation's number. */
  readonly section: string;
  /** `m`, `Enter`, or `g b` for one after the other. */
  readonly keys?: string;
  readonly icon?: ComponentType<{ 'aria-hidden'?: boolean | 'true' }>;
  readonly hint?: string;
  /** Whose it is, after the title. */
  readonly who?: string;
  /** Only by key: moving in a list is no entry of the palette. */
  readonly isSilent?: boolean;
  run(): void;
}

let registered: readonly (readonly Command[])[] = [];
const listeners = new Set<() => void>();
let flat: readonly Command[] = [];

function set(next: readonly (readonly Command[])[]): void {
  registered = next;
  // What came last is nearest to the person: its keys win.
  flat = registered.toReversed().flat();
  for (const listener of listeners) listener();
}

/** Offers commands while the caller is on screen. Titles and ids decide whether anything changed. */
export function useCommands(commands: readonly Command[]): void {
  const signature = commands.map((command) => `${command.id}|${command.title}|${command.section}|${command.keys}`).join('\n');
  const run = useEffectEvent((id: string) => commands.find((command) => command.id === id)?.run());
  const stable = useEffectEvent(() => commands.map((command) => ({ ...command, run: () => run(command.id) })));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list
  useEffect(() => {
    const mine = stable();
    set([...registered, mine]);
    return () => set(registered.filter((list) => list !== mine));
  }, [signature]);
}

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flat,
  );
}

const preference = 'ventanilla-single-keys';

/** Single-letter keys can be turned off (WCAG 2.1.4); per browser. */
export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(preference) !== 'off';
  } catch {
    return true;
  }
}

export function turnSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(preference, on ? 'on' : 'off');
  } catch {
    // Nothing is kept here; the default holds.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Hears the keyboard of the page and runs what a key stands for; answers how to stop. */
export function hearKeys(): () => void {
  let prefix = '';
  let forgetPrefix: ReturnType<typeof setTimeout> | undefined;
  const hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector('[aria-modal="true"]')) return;
    if (event.key.length === 1 && !singleKeysAreOn()) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // On a button or a link Enter is theirs.
    if (key === 'Enter' && event.target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(event.target.tagName)) return;
    const found = flat.find((command) => command.keys === (prefix ? `${prefix} ${key}` : key));
    clearTimeout(forgetPrefix);
    const begins = !prefix && flat.some((command) => command.keys?.startsWith(`${key} `));
    prefix = begins ? key : '';
    if (begins) forgetPrefix = setTimeout(() => (prefix = ''), 1_000);
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
