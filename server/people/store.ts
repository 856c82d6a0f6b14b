import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export interface PersonRow {
  readonly accountId: string;
  readonly name: string;
  readonly email: string | null;
}

/** Keeps what is known of the person behind an account. */
export async function upsertPerson(k: Kernel, person: PersonRow & { readonly isActive: boolean }): Promise<void> {
  await sql`
    insert into people.person (account_id, name, email, is_active) values (${person.accountId}, ${person.name}, ${person.email}, ${person.isActive})
    on conflict (account_id) do update set name = excluded.name, email = excluded.email, is_active = excluded.is_active`.execute(k.db);
}

/** Active persons with a way in, by name; `query` is found in name or e-mail whatever its accents and case. */
export async function persons(k: Kernel, query: string, limit: number): Promise<PersonRow[]> {
  const like = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<PersonRow>`
    select account_id as "accountId", name, email from people.person
    where is_active and account_id is not null
      and (kernel.plain(name) like kernel.plain(${like}) or coalesce(email, '') like lower(${like}))
    order by name, id limit ${limit}`.execute(k.db);
  return rows;
}

export interface AreaRow {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly head: string | null;
  /** Who is told that the area's term has passed; null: the coordinator sees it. */
  readonly headMail: string | null;
  /** The area's own term, in working hours; null: the edition's. */
  readonly hours: number | null;
  readonly answers: 'requester' | 'operator';
  readonly active: boolean;
}

const columns = sql`id, name, mail, head, head_mail as "headMail", hours, answers, is_active as active`;

/** Every area by name, closed ones too. */
export async function areas(k: Kernel): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`select ${columns} from people.area order by name, id`.execute(k.db);
  return rows;
}

export async function areaById(k: Kernel, id: string): Promise<AreaRow | undefined> {
  const { rows } = await sql<AreaRow>`select ${columns} from people.area where id = ${id}::bigint`.execute(k.db);
  return rows[0];
}

/** Undefined where the name is taken. */
export async function insertArea(k: Kernel, area: Omit<AreaRow, 'id' | 'active'>): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into people.area (name, mail, head, head_mail, hours, answers, created_at)
    values (${area.name}, ${area.mail}, ${area.head}, ${area.headMail}, ${area.hours}, ${area.answers}, ${instant(k.clock.now())})
    on conflict (lower(name)) do nothing returning id`.execute(k.db);
  return rows[0]?.id;
}

/** False where another area has that name. */
export async function updateArea(k: Kernel, area: AreaRow): Promise<boolean> {
  const { rows } = await sql`
    update people.area set name = ${area.name}, mail = ${area.mail}, head = ${area.head}, head_mail = ${area.headMail}, hours = ${area.hours}, answers = ${area.answers}, is_active = ${area.active}
    where id = ${area.id}::bigint
      and not exists (select from people.area other where lower(other.name) = lower(${area.name}) and other.id <> ${area.id}::bigint)
    returning id`.execute(k.db);
  return rows.length > 0;
}
