import { type Role, roles } from '../kernel.ts';

const everybody: readonly Role[] = roles;
const desk: readonly Role[] = ['operator', 'coordinator'];

/** Who may do what; `admin` holds all. `docs/permissions.md` is this table in words, and a test compares them. */
export const matrix = {
  'conversations.read': ['operator', 'coordinator', 'head', 'auditor'],
  'conversations.raw': ['operator', 'coordinator', 'auditor'],
  'conversations.reply': desk,
  'conversations.escalate': desk,
  'conversations.note': desk,
  'conversations.resolve': desk,
  'conversations.setAside': desk,
  'conversations.take': desk,
  'conversations.merge': desk,
  'conversations.assign': ['coordinator'],
  'conversations.sort': desk,
  'conversations.follow': ['operator', 'coordinator', 'head'],
  'tags.change': ['coordinator'],
  'senders.block': ['coordinator'],
  'views.share': ['coordinator', 'head'],
  'contacts.read': ['operator', 'coordinator', 'head', 'auditor'],
  'contacts.change': desk,
  'personalData.handle': ['coordinator'],
  'today.read': ['coordinator', 'head'],
  'shift.read': ['operator'],
  'templates.change': ['coordinator'],
  'rules.read': ['coordinator', 'head', 'auditor'],
  'rules.change': ['coordinator'],
  'procedure.read': everybody,
  'conformity.read': everybody,
  'obligations.read': everybody,
  'figures.read': ['coordinator', 'head', 'quality', 'rector', 'auditor'],
  'calendar.read': everybody,
  'calendar.change': ['coordinator', 'head'],
  'areas.read': ['operator', 'coordinator', 'head', 'auditor', 'network'],
  'areas.change': ['coordinator', 'head'],
  'people.read': ['operator', 'coordinator', 'head', 'auditor'],
  'rota.read': ['operator', 'coordinator', 'head', 'auditor'],
  'rota.change': ['coordinator'],
  'users.read': ['auditor'],
  'users.change': [],
  'tokens.change': [],
  'backup.run': [],
  'settings.read': ['coordinator', 'head', 'network', 'auditor'],
  'settings.change': [],
  'acknowledgement.change': ['coordinator'],
  'outgoing.read': ['operator', 'coordinator', 'network', 'auditor'],
  'outgoing.change': ['operator', 'coordinator', 'network'],
  'mailboxes.read': ['coordinator', 'network', 'auditor'],
  'mailboxes.change': ['network'],
  'acts.read': ['auditor'],
  'system.read': ['auditor', 'network'],
} as const satisfies Record<string, readonly Role[]>;

/** A right by its name in the matrix. */
export type Permission = keyof typeof matrix;

export const permissions = Object.keys(matrix) as readonly Permission[];

/** Whether one of the roles holds the permission; `admin` holds every one. */
export function may(held: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = matrix[permission];
  return held.includes('admin') || held.some((role) => allowed.includes(role));
}

/** All that the roles hold together, in the order of the matrix. */
export function permissionsOf(held: readonly Role[]): Permission[] {
  return permissions.filter((permission) => may(held, permission));
}

/** The roles that hold a permission, `admin` among them. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => may([role], permission));
}
