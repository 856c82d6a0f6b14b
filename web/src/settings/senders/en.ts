import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  senders: 'Senders',
  sub: 'What was said of them decides where their next mail goes',
  add: 'Block a sender',
  none: 'No sender is marked',
  noneText: 'When a conversation is marked as unwanted, or released, its sender stands here.',
  sender: 'Address or domain',
  senderHint: 'promo@example.com, or example.com with all below it.',
  reason: 'Reason (if you like)',
  block: 'Block',
  verdicts: { spam: 'To “Unwanted”', wanted: 'Always comes in' },
  how: {
    marked: (by, when) => `${by} marked it, ${when}`,
    released: (by, when) => `${by} released it, ${when}`,
    blocked: (by, when) => `${by} blocked it, ${when}`,
  },
  hits: (n, last) => `${n} ${n === 1 ? 'mail' : 'mails'} since, the last one ${last}`,
  noHits: 'no mail since',
  seeFirst: 'See the conversation',
  forget: 'Remove',
  forgetOf: (sender) => `Remove ${sender}`,
  forgotten: (sender) => `${sender} is put aside no more.`,
  explained:
    'Nothing is erased or refused: it is kept, shown under “Unwanted” and can be released. Of whom we have answered nothing bad is learnt: their address may be forged.',
};
