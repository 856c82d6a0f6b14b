import type { DraftFile, DraftRow, Words } from './draft-store.ts';

/** Whoever saved within this is said to be writing; ms. Drafts are saved a second after each pause. */
export const writingSpan = 60_000;
/** While somebody writes, others hear of it so often; ms. */
export const tellingSpan = 5_000;

/** Since when it has been written without a pause, were it touched now (real ms). */
export function writingSince({ writingSince, touchedAt }: Pick<DraftRow, 'writingSince' | 'touchedAt'>, now: number): number {
  return now - touchedAt < writingSpan ? writingSince : now;
}

export const noWords: Words = { text: '', html: null, to: null, cc: [], bcc: [] };

export function isNothing({ text, html, to, cc, bcc }: Words, files: readonly unknown[]): boolean {
  const saysNothing = text.trim() === '' && (html ?? '').replace(/<[^>]*>|&nbsp;/g, '').trim() === '';
  return saysNothing && to === null && cc.length + bcc.length + files.length === 0;
}

/** Two drafts as one: nothing of either is lost. What is taken comes first, one's own after it. */
export function joined(taken: Words, own: Words | undefined): Words {
  const people = {
    to: taken.to ?? own?.to ?? null,
    cc: [...new Set([...taken.cc, ...(own?.cc ?? [])])],
    bcc: [...new Set([...taken.bcc, ...(own?.bcc ?? [])])],
  };
  if (!own || isNothing(own, [])) return { text: taken.text, html: taken.html, ...people };
  const text = own.text.trim() === '' || own.text.trim() === taken.text.trim() ? taken.text : `${taken.text.trimEnd()}\n\n${own.text}`;
  const html = taken.html === null ? own.html : own.html === null || own.html === taken.html ? taken.html : `${taken.html}${own.html}`;
  return { text: taken.text.trim() === '' ? own.text : text, html, ...people };
}

/** The files of one that the other has not yet. */
export function missingFiles(of: readonly Omit<DraftFile, 'id'>[], there: readonly Omit<DraftFile, 'id'>[]): Omit<DraftFile, 'id'>[] {
  const has = new Set(there.map((one) => `${one.sha256} ${one.name}`));
  return of.filter((one) => !has.has(`${one.sha256} ${one.name}`)).map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 }));
}
