import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  later: 'Choose when it leaves',
  atOpening: 'At the next opening',
  when: 'Date and time',
  plan: 'Schedule',
  neverOpens: 'The schedule does not open in the coming days: choose a date and a time.',
  passed: 'That time has passed.',
  tooLate: (due) => `It would leave after its deadline (${due}): the answer would be late.`,
  planned: (number, when) => `Your reply to ${number} leaves ${when}.`,
  leaves: (when) => `Leaves ${when}`,
  waits:
    'It waits for its hour: it is no answer yet, and the deadline goes on. If another message comes or goes before, it will not leave and you will be told.',
  leavesLate: (due) => `It leaves after its deadline (${due}): the answer will be late.`,
  didNotLeave: (why) => `It did not leave at its hour. ${why}`,
  sendNow: 'Send now',
  callOff: 'Call it off and write on',
  others: (name) => `${name} sends it or calls it off.`,
};
