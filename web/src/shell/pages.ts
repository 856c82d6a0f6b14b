import { IconBook, IconInbox, IconSettings } from '@tabler/icons-react';

/** What the menu holds, in order; a page that a role may not open is absent. */
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
] as const;
