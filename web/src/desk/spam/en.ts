import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  title: (number) => `${number} is unwanted`,
  why: 'Why',
  reasons: { ads: 'Advertising', fraud: 'Attempted fraud', mass: 'Mass mail of no concern', other: 'Another reason' },
  reason: 'Reason',
  reasonMissing: 'Write the reason.',
  owed: 'It waits for an answer: marked, what waits is set aside from the figure and counted apart, with your name and this reason.',
  next: (email) =>
    `What ${email} sends next will go to “Unwanted” too, unless we have ever answered them. Nothing is erased: it can be released.`,
  mark: 'Mark',
  cancel: 'Cancel',
  marked: (number) => `${number} is under “Unwanted”.`,
  markedOnly: (number) => `${number} is under “Unwanted”. We have answered this sender: what they send next will go on coming in.`,
  undo: 'Undo',
  release: 'Release',
  released: (number) => `${number} was released: its deadline runs from when it came.`,
  whyMarked: (by, when, reason) => `${by} marked it as unwanted, ${when}: ${reason}`,
  whyLearnt: (sender, by, when) => `It came here because ${by} marked ${sender} before, ${when}.`,
  whyBlocked: (sender, by, when) => `It came here because ${by} blocked ${sender}, ${when}.`,
  whyFolder: 'The mailbox’s own filter put it aside.',
};
