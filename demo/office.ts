import { changeWeek, declareClosure, workingTime } from '#calendar';
import type { Kernel } from '#kernel';
import { addArea, addUser } from '#people';
import { createMailbox, startMailbox } from '../server/channels/mail/mailbox.ts';
import { addTemplate } from '../server/desk/template.ts';
import { areas, type Colleague, emailOf, institution, mailboxes, password, staff } from './cast.ts';
import { templates } from './story.ts';

export interface Office {
  readonly ids: ReadonlyMap<Colleague['key'], string>;
}

/** What somebody sets up on a first day: the institution, its people and areas, and mailboxes that lead to the sink and nowhere else. */
export async function openOffice(k: Kernel, sinkPort: number): Promise<Office> {
  await k.settings.set('institution', institution);
  const ids = new Map<Colleague['key'], string>();
  for (const one of staff) ids.set(one.key, (await addUser(k, { name: one.name, email: emailOf(one), roles: one.roles, password })).id);
  for (const one of areas) await addArea(k, one);
  for (const { address, name, aliases } of mailboxes) {
    const { id } = await createMailbox(k, {
      address,
      name,
      aliases: [...aliases],
      purpose: 'service',
      auth: 'password',
      imap: null,
      smtp: { host: '127.0.0.1', port: sinkPort, security: 'none' },
    });
    await startMailbox(k, id);
  }
  const elena = asColleague(k, 'elena', ids);
  await changeWeek(elena, (await workingTime(elena)).rows.schedule.week);
  for (const template of templates) await addTemplate(elena, { ...template, language: 'es' });
  await k.settings.set('setup.step', 'done');
  return { ids };
}

/** The same kernel, acting as a colleague. */
export function asColleague(k: Kernel, key: Colleague['key'], ids: Office['ids']): Kernel {
  const { name, roles } = staff.find((one) => one.key === key) as Colleague;
  return k.as({ kind: 'person', accountId: ids.get(key) as string, name, roles });
}

/** A tropical storm at noon, known that morning; the offices' own day, known long before. */
export const closures: readonly { readonly at: string; readonly closure: Parameters<typeof declareClosure>[1] }[] = [
  { at: '2026-09-14T09:10:00-04:00', closure: { date: '2026-10-02', reason: 'Aniversario de la institución' } },
  {
    at: '2026-10-21T10:40:00-04:00',
    closure: { date: '2026-10-21', from: '12:00', reason: 'Lluvias por tormenta tropical: cierre al mediodía' },
  },
];
