import type { Kernel } from '#kernel';
import { emailShape } from '#kernel/shapes';
import { refuse } from './refusals.ts';
import { areaById, type AreaRow, areas, insertArea, updateArea } from './store.ts';

/** An area as it is asked for; whom it answers is the requester where nothing is said. */
export interface NewArea {
  readonly name: string;
  readonly mail: string;
  readonly head?: string | null | undefined;
  readonly headMail?: string | null | undefined;
  readonly hours?: number | null | undefined;
  readonly answers?: 'requester' | 'operator' | undefined;
}

/** Adds an area that conversations can be escalated to; it answers the requester where nothing is said. Refuses `area-name-taken`, `bad-email`. */
export async function addArea(k: Kernel, area: NewArea): Promise<{ id: string }> {
  return k.transaction(async (k) => {
    const row = {
      name: area.name.trim(),
      mail: plainMail(area.mail),
      head: area.head?.trim() || null,
      headMail: area.headMail ? plainMail(area.headMail) : null,
      hours: area.hours ?? null,
      answers: area.answers ?? 'requester',
    } as const;
    const id = await insertArea(k, row);
    if (id === undefined) throw refuse.areaTaken();
    await k.acts.write({ verb: 'area.created', subject: { kind: 'area', id }, detail: row });
    await k.live.tell('people', `area ${id}`);
    return { id };
  });
}

/** What is to change of an area; what is left out stays, `head: null` takes the head out. */
export type AreaChange = { readonly [Field in keyof Omit<AreaRow, 'id'>]?: AreaRow[Field] | null | undefined };

/** Changes an area, or closes it (`active: false`) for new escalations. Refuses `unknown-area`, `area-name-taken`, `bad-email`. */
export async function changeArea(k: Kernel, id: string, change: AreaChange): Promise<void> {
  await k.transaction(async (k) => {
    const before = await areaById(k, id);
    if (!before) throw refuse.unknownArea();
    const after: AreaRow = {
      id,
      name: change.name?.trim() ?? before.name,
      mail: change.mail ? plainMail(change.mail) : before.mail,
      head: change.head === undefined ? before.head : change.head?.trim() || null,
      headMail: change.headMail === undefined ? before.headMail : change.headMail === null ? null : plainMail(change.headMail),
      hours: change.hours === undefined ? before.hours : change.hours,
      answers: change.answers ?? before.answers,
      active: change.active ?? before.active,
    };
    if (!(await updateArea(k, after))) throw refuse.areaTaken();
    await k.acts.write({ verb: 'area.changed', subject: { kind: 'area', id }, detail: { before, after } });
    await k.live.tell('people', `area ${id}`);
  });
}

/** Every area by name, closed ones too. */
export function listAreas(k: Kernel): Promise<AreaRow[]> {
  return areas(k);
}

function plainMail(mail: string): string {
  const plain = mail.trim().toLowerCase();
  if (!emailShape.safeParse(plain).success) throw refuse.badMail();
  return plain;
}
