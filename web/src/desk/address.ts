import type { View } from '#desk/shapes';

const slugs: Record<View, string> = {
  toAnswer: 'por-responder',
  overdue: 'vencidos',
  dueToday: 'vencen-hoy',
  mine: 'mios',
  unassigned: 'sin-asignar',
  escalated: 'escalados',
  waiting: 'esperan-al-solicitante',
  snoozed: 'pospuestas',
  followed: 'seguidas',
  resolved: 'resueltos',
  all: 'todas',
  quarantine: 'ilegibles',
  spam: 'no-deseados',
};
const viewOfSlug = new Map(Object.entries(slugs).map(([view, slug]) => [slug, view as View]));

/** Where the Inbox shows a view, and one of its conversations. */
export function inboxPath(view: View, id?: string): string {
  return id === undefined ? `/bandeja/${slugs[view]}` : `/bandeja/${slugs[view]}/${id}`;
}

/** Where a conversation is read, whatever list it is in: the address to hand to others. */
export function conversationPath(id: string): string {
  return inboxPath('all', id);
}

/** The view of an address; `isOld`: it bears the name of before, which links that were handed out still have. */
export function viewAt(slug: string | undefined): { readonly view: View; readonly isOld: boolean } | undefined {
  const view = viewOfSlug.get(slug ?? '');
  if (view) return { view, isOld: false };
  return slug !== undefined && Object.hasOwn(slugs, slug) ? { view: slug as View, isOld: true } : undefined;
}
