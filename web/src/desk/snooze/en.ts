import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  title: (number) => `Snooze ${number}`,
  untilWhen: 'Until when',
  choices: { today: 'Later today', nextDay: 'The next opening', monday: 'On Monday, at the opening', beforeDue: 'Before it falls due' },
  other: 'Another date and time',
  moment: 'Date and time',
  afterDue: 'its deadline comes before',
  text: 'It leaves “Mine” and comes back by itself at that hour, or as soon as the requester writes or the area answers. Its deadline goes on.',
  due: (moment) => `Due ${moment}: it cannot be put off any further.`,
  overdue: 'Its deadline has passed: it cannot be put off. Answer it, escalate it or mark it “Needs no answer”.',
  snooze: 'Snooze',
  cancel: 'Cancel',
  wake: 'Wake now',
  done: (number, moment) => `${number} comes back ${moment}.`,
  undo: 'Undo',
};
