import type { Translation } from '../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  states: { met: 'Met', soon: 'Due soon', late: 'Overdue', running: 'In progress', pending: 'Pending', none: 'Not applicable' },
  unassigned: 'Unassigned',
  retry: 'Try again',
  retryNow: 'Try again now',
  loading: 'Loading',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  overdueBy: (length) => `Overdue by ${length}`,
  left: (length) => `${length} left`,
  errorTitle: 'This page could not be loaded',
  errorCode: (code) => `Code ${code}`,
};
