import {
  IconAddressBook,
  IconBook,
  IconCalendarUser,
  IconChartBar,
  IconInbox,
  IconMailForward,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';

/** The pages that have an owner, in the order of the menu; a page that a role may not open is absent. */
export const pages = [
  { path: '/hoy', word: 'today', icon: IconSun, keys: 'g h', needs: ['today.read'] },
  { path: '/mi-turno', word: 'shift', icon: IconSun, keys: 'g h', needs: ['shift.read'] },
  { path: '/bandeja', word: 'inbox', icon: IconInbox, keys: 'g b', needs: ['conversations.read'] },
  { path: '/contactos', word: 'contacts', icon: IconAddressBook, keys: 'g o', needs: ['contacts.read'] },
  { path: '/cifras', word: 'figures', icon: IconChartBar, keys: 'g m', needs: ['figures.read'] },
  { path: '/procedimiento', word: 'procedure', icon: IconBook, keys: 'g p', needs: ['procedure.read'] },
  {
    path: '/configuracion',
    word: 'settings',
    icon: IconSettings,
    keys: 'g c',
    needs: ['settings.read', 'mailboxes.read', 'calendar.change', 'areas.change', 'users.read', 'users.change'],
  },
  { path: '/turnos', word: 'rota', icon: IconCalendarUser, keys: 'g t', needs: ['rota.read'] },
  { path: '/salida', word: 'outgoing', icon: IconMailForward, keys: 'g q', needs: ['outgoing.read'] },
] as const;

export type ShellPage = (typeof pages)[number];

/** What somebody can go to by key and by the palette. The own day gives way to the day of all: one key, one page. */
export function pagesFor(may: (permission: string) => boolean): ShellPage[] {
  return pages.filter(({ path, needs }) => needs.some(may) && !(path === '/mi-turno' && may('today.read')));
}

/** What the menu holds: the rota is opened from the day it belongs to, the queue from the inbox and its mailbox. */
export function menuFor(may: (permission: string) => boolean): ShellPage[] {
  return pagesFor(may).filter(({ path }) => path !== '/turnos' && path !== '/salida');
}

/**
 * What the bar of a telephone holds beside search and profile: four at most, so that the names stand apart at 360 px. Procedimiento leads to
 * Cifras; Buscar, and each conversation, to Contactos.
 */
export function barFor(may: (permission: string) => boolean): ShellPage[] {
  const menu = menuFor(may).filter(({ path }) => path !== '/contactos');
  return menu.length > 4 ? menu.filter(({ path }) => path !== '/cifras') : menu;
}
