import { z } from 'zod';
import { actShape, idShape } from '../auth/shapes.ts';
import { cursorOf, defineRoute, pageQuery, type Route, readCursor } from '../http/route.ts';
import { iso } from '../time.ts';
import { type ActRow, listActs } from './list-store.ts';

export const actRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/acts',
    access: 'acts.read',
    summary: 'Who did what, the newest first; `subject` is a kind, or kind:id',
    query: z.strictObject({ subject: z.string().max(200).optional(), verb: z.string().max(100).optional(), ...pageQuery }),
    answer: z.object({ items: z.array(actShape), next: z.string().nullable() }),
    handle: async (k, { query }) => {
      const [subjectKind, ...rest] = query.subject?.split(':') ?? [];
      const rows = await listActs(k, {
        subjectKind,
        subjectId: rest.length > 0 ? rest.join(':') : undefined,
        verb: query.verb,
        beforeId: query.cursor === undefined ? undefined : readCursor(query.cursor, idShape),
        limit: query.limit,
      });
      const last = rows.length === query.limit ? rows.at(-1) : undefined;
      return { items: rows.map(present), next: last ? cursorOf(last.id) : null };
    },
  }),
];

function present(row: ActRow) {
  return {
    id: row.id,
    at: iso(row.at),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    verb: row.verb,
    subject: { kind: row.subjectKind, id: row.subjectId },
    reason: row.reason,
    detail: row.detail ?? null,
  };
}
