import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  title: (number) => `Tag ${number}`,
  find: 'Find or make a tag',
  findOnly: 'Find a tag',
  tags: 'Tags',
  none: 'There are no tags yet. Write the name of the first one.',
  noneClosed: 'There are no tags yet. The coordination makes them, in Settings › Tags.',
  notFound: (typed) => `No tag with “${typed}”.`,
  notFoundClosed: (typed) => `No tag with “${typed}”. The list is closed: ask the coordination to make it.`,
  create: (name) => `Make “${name}”`,
  alsoNamed: (names) => `also: ${names}`,
  hint: 'Enter puts or takes off; Esc closes.',
  done: 'Done',
  close: 'Close',
};
