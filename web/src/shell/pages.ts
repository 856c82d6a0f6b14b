import { IconBook, IconCalendarUser, IconInbox, IconSettings } from '@tabler/icons-react';

/** The pages that have an owner, in the order of the menu; a page that a role may not open is absent. */
export const pages = [
  { path: '/bandeja', word: 'inbox', icon: IconInbox, keys: 'g b', needs: ['conversations.read'] },
  { path: '/procedimiento', word: 'procedure', icon: IconBook, keys: 'g p', needs: ['procedure.read'] },
  {
    path: '/configuracion',
    word: 'settings',
    icon: IconSettings,
    keys: 'g c',
    needs: ['settings.read', 'mailboxes.read', 'calendar.change', 'areas.change', 'users.read', 'users.change'],
  },
  { path: '/turnos', word: 'rota', icon: IconCalendarUser, keys: 'g t', needs: ['rota.read'] },
] as const;

/** What the menu holds: the rota is opened from the day it belongs to. */
export const menuPages = pages.filter(({ path }) => path !== '/turnos');
