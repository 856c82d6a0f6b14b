import { type Kernel, localDate } from '#kernel';
import { written } from '../written.rules.ts';
import { changed, holdCard } from './hold-card.ts';
import type { NewConsent } from './contact-shapes.ts';
import { refuse } from './refusals.ts';
import { deleteNote, insertConsent, insertNote, revokeConsent } from './remark-store.ts';

/** Writes a note that only the desk reads; answers its id. Refuses `unknown-contact`, `text-missing`. */
export function addNote(k: Kernel, id: string, text: string): Promise<string> {
  return k.transaction(async (k) => {
    const words = written(text);
    if (words === '') throw refuse.noteMissing();
    const card = await holdCard(k, id);
    const note = await insertNote(k, card.id, words);
    await changed(k, card.id, 'noted', { note });
    return note;
  });
}

/** Refuses `unknown-contact`, `unknown-note`. */
export function removeNote(k: Kernel, id: string, note: string): Promise<void> {
  return k.transaction(async (k) => {
    const card = await holdCard(k, id);
    if (!(await deleteNote(k, card.id, note))) throw refuse.unknownNote();
    await changed(k, card.id, 'note-removed', { note });
  });
}

/** Notes what somebody agreed to; answers its id. Refuses `unknown-contact`, `detail-missing`, `consent-in-future`. */
export function addConsent(k: Kernel, id: string, consent: NewConsent): Promise<string> {
  return k.transaction(async (k) => {
    if (consent.purpose === 'other' && !consent.detail) throw refuse.consentDetailMissing();
    if (consent.givenOn > localDate(k.clock.now())) throw refuse.consentInFuture();
    const card = await holdCard(k, id);
    const made = await insertConsent(k, card.id, consent);
    await changed(k, card.id, 'consented', { consent: made, purpose: consent.purpose, how: consent.how });
    return made;
  });
}

/** It was taken back: that it was given, and until when, stays. Refuses `unknown-contact`, `unknown-consent`. */
export function withdrawConsent(k: Kernel, id: string, consent: string): Promise<void> {
  return k.transaction(async (k) => {
    const card = await holdCard(k, id);
    if (!(await revokeConsent(k, card.id, consent))) throw refuse.unknownConsent();
    await changed(k, card.id, 'consent-withdrawn', { consent });
  });
}
