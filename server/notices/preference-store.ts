import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import { atFirst } from './rules.ts';
import type { Preferences } from './shapes.ts';

interface PreferenceRow {
  readonly accountId: string;
  readonly topics: Partial<Preferences['topics']>;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly byMail: boolean;
  readonly sound: boolean;
}

/** Of each account; the beginning for whoever has chosen nothing, also of a topic that came later. */
export async function preferencesOf(k: Kernel, accountIds: readonly string[]): Promise<Map<string, Preferences>> {
  const { rows } = await sql<PreferenceRow>`
    select account_id as "accountId", topics, quiet_from as "quietFrom", quiet_to as "quietTo", by_mail as "byMail", sound from notices.preference
    where account_id = any(${[...accountIds]}::bigint[])`.execute(k.db);
  const chosen = new Map(rows.map((row) => [row.accountId, row]));
  return new Map(
    accountIds.map((id) => {
      const row = chosen.get(id);
      if (!row) return [id, atFirst];
      const quiet = row.quietFrom === null || row.quietTo === null ? null : ([row.quietFrom, row.quietTo] as [string, string]);
      return [id, { topics: { ...atFirst.topics, ...row.topics }, quiet, byMail: row.byMail, sound: row.sound }];
    }),
  );
}

export async function writePreferences(k: Kernel, accountId: string, { topics, quiet, byMail, sound }: Preferences): Promise<void> {
  await sql`
    insert into notices.preference (account_id, topics, quiet_from, quiet_to, by_mail, sound)
    values (${accountId}, ${JSON.stringify(topics)}::json, ${quiet?.[0] ?? null}, ${quiet?.[1] ?? null}, ${byMail}, ${sound})
    on conflict (account_id) do update set topics = excluded.topics, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      by_mail = excluded.by_mail, sound = excluded.sound`.execute(k.db);
}
