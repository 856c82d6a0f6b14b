import type { Typed } from './keeper.ts';

/** What the server has not confirmed yet, in this browser: it survives a crash and a session's end, and goes once it is saved. */
export interface Copy extends Typed {
  /** The version that it was written over. */
  readonly base: string | null;
}

const nameOf = (account: string, conversation: string): string => `ventanilla-reply:${account}:${conversation}`;

export function readCopy(account: string, conversation: string): Copy | null {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(nameOf(account, conversation)) ?? 'null');
    if (typeof said !== 'object' || said === null) return null;
    const { base, text, to, cc, bcc } = said as Partial<Copy>;
    if (typeof text !== 'string') return null;
    const typed = (one: unknown): string => (typeof one === 'string' ? one : '');
    return { base: typeof base === 'string' ? base : null, text, to: typeof to === 'string' ? to : null, cc: typed(cc), bcc: typed(bcc) };
  } catch {
    return null;
  }
}

export function keepCopy(account: string, conversation: string, copy: Copy): void {
  try {
    localStorage.setItem(nameOf(account, conversation), JSON.stringify(copy));
  } catch {
    // Full or forbidden: the text stays on the page and goes to the server.
  }
}

export function forgetCopy(account: string, conversation: string): void {
  try {
    localStorage.removeItem(nameOf(account, conversation));
  } catch {
    // Nothing is kept here.
  }
}

/** As they were typed, also half an address: a draft keeps what is there. */
export function copiesIn(text: string): string[] {
  return text
    .split(/[,;\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, 50)
    .map((one) => one.slice(0, 320));
}
