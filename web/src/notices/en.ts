import type { Translation } from '../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  title: 'Notices',
  unread: (n: number) => (n === 1 ? '1 unread notice' : `${n >= 100 ? '100 or more' : n} unread notices`),
  none: 'You have no notices',
  noneText:
    'Here you will see when somebody names you in a note or assigns you a conversation, when something of yours is about to fall due or an answer does not arrive.',
  allRead: 'All read',
  markAll: 'Mark read',
  seeAll: 'See all',
  settings: 'What I am told of',
  more: 'Show more',
  isUnread: 'Unread',
  trouble: 'The notices could not be loaded',
  mine: 'Your conversations',
  cardSub: 'The console shows everything. Beyond it you are told only inside the service’s schedule.',
  topics: {
    mention: 'I am named in a note',
    assignment: 'I am assigned conversations',
    loss: 'Somebody takes or returns something of mine',
    answer: 'Whoever waits for my answer writes again',
    delivery: 'An answer of mine does not arrive',
    due: 'Something of mine is about to fall due, or has',
  },
  manners: { now: 'At once', digest: 'At opening', off: 'No' },
  mannersHint:
    '“At once”: after five minutes, if you have not read it here. “At opening”: with all the rest, in one mail, when the service opens.',
  byMail: 'Tell me by mail',
  byMailHint: (email: string) => `It goes to ${email}.`,
  sound: 'Sound in the console',
  soundHint: 'A short tone with each new notice, in this browser and the others you use.',
  hear: 'Try the sound',
  push: 'In this browser, even with the console closed',
  pushStates: {
    unsupported: 'This browser cannot, or the address of Ventanilla does not begin with https. Notices come by mail.',
    denied: 'The browser has it blocked for this page. Allow it in its settings, beside the address, and come back here.',
    off: 'Off. What you are told at once would come at that moment, instead of by mail.',
    on: 'On: what you are told at once comes at that moment and is not repeated by mail.',
  },
  pushOn: 'Turn on',
  pushOff: 'Turn off',
  quiet: 'Quiet hours',
  quietHint: 'Between these hours nothing leaves the console and nothing sounds; you are told when they end.',
  from: 'From',
  to: 'To',
};
