import {
  IconBan,
  IconBuilding,
  IconClock,
  IconHistory,
  IconKey,
  IconMail,
  IconRobot,
  IconScale,
  IconShieldCheck,
  IconTag,
  IconTemplate,
} from '@tabler/icons-react';
import { lazy } from 'react';

export const groups = ['service', 'channels', 'control'] as const;

/** The pages of Configuración; a page that a role may not open is absent. */
export const settingsPages = [
  {
    path: 'horario',
    word: 'calendar',
    group: 'service',
    icon: IconClock,
    needs: ['calendar.read'],
    page: lazy(() => import('./calendar/CalendarPage.tsx')),
  },
  {
    path: 'areas',
    word: 'areas',
    group: 'service',
    icon: IconBuilding,
    needs: ['areas.read'],
    page: lazy(() => import('./people/AreasPage.tsx')),
  },
  {
    path: 'plantillas',
    word: 'templates',
    group: 'service',
    icon: IconTemplate,
    needs: ['conversations.read'],
    page: lazy(() => import('./templates/TemplatesPage.tsx')),
  },
  {
    path: 'etiquetas',
    word: 'tags',
    group: 'service',
    icon: IconTag,
    needs: ['conversations.read'],
    page: lazy(() => import('./tags/TagsPage.tsx')),
  },
  {
    path: 'reglas',
    word: 'rules',
    group: 'service',
    icon: IconRobot,
    needs: ['rules.read'],
    page: lazy(() => import('./rules/RulesPage.tsx')),
  },
  {
    path: 'no-deseados',
    word: 'senders',
    group: 'channels',
    icon: IconBan,
    needs: ['conversations.read'],
    page: lazy(() => import('./senders/SendersPage.tsx')),
  },
  {
    path: 'buzones',
    word: 'mailboxes',
    group: 'channels',
    icon: IconMail,
    needs: ['mailboxes.read'],
    page: lazy(() => import('./mailboxes/MailboxesPage.tsx')),
  },
  {
    path: 'parametros',
    word: 'parameters',
    group: 'control',
    icon: IconScale,
    needs: ['settings.read'],
    page: lazy(() => import('./control/ParametersPage.tsx')),
  },
  {
    path: 'personas',
    word: 'people',
    group: 'control',
    icon: IconKey,
    needs: ['users.read', 'users.change'],
    page: lazy(() => import('./people/PeoplePage.tsx')),
  },
  {
    path: 'copias',
    word: 'system',
    group: 'control',
    icon: IconShieldCheck,
    needs: ['system.read'],
    page: lazy(() => import('./control/SystemPage.tsx')),
  },
  {
    path: 'actos',
    word: 'acts',
    group: 'control',
    icon: IconHistory,
    needs: ['acts.read'],
    page: lazy(() => import('./control/ActsPage.tsx')),
  },
] as const;

export type SettingsPageName = (typeof settingsPages)[number]['word'];
