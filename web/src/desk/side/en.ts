import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  forward: 'Forward',
  forwardText:
    'What they answer comes apart, in this conversation. It does not count as an answer to whoever asked, and does not reach them.',
  what: 'What is forwarded',
  whole: 'The whole conversation',
  one: (who, when) => `Only: ${who}, ${when}`,
  noteLabel: 'Your words, above what is forwarded',
  files: 'Attachments',
  nobody: 'Write to whom it is forwarded.',
  send: 'Forward',
  forwarded: (who) => `It is forwarded to ${who} in a few seconds.`,
  apart: (who) => `Apart with ${who}`,
  goOn: 'Reply apart',
  goOnTitle: (who) => `Reply apart to ${who}`,
  goOnText: 'It goes to this side thread only: whoever asked does not get it, and their deadline goes on.',
  words: 'Message',
  wordsMissing: 'Write the message.',
  sent: (who) => `Your message to ${who} leaves in a few seconds.`,
};
