import { sql } from 'kysely';

/** What is shown in the conversation of a row `c`: nearly always only itself. */
export const family = sql`case when c.own_state is null then array[c.id] else c.id || array(select o.id from desk.conversation o where o.merged_into = c.id) end`;
