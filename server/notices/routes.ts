import { z } from 'zod';
import { cursorId, cursorOf, defineRoute, type Kernel, pageQuery, readCursor, type Route } from '#kernel';
import { idShape } from '#kernel/shapes';
import { countUnread, noticePage } from './notice-store.ts';
import { changePreferences, read } from './own.ts';
import { preferencesOf } from './preference-store.ts';
import { presented } from './present.ts';
import { noticeShape, type Preferences, preferencesShape } from './shapes.ts';

const none = '0';
const meOf = (k: Kernel) => k.actor.accountId ?? none;

export const routes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/notices',
    access: 'signed-in',
    summary: 'One’s own notices, the last first, with how many are unread (100: 100 or more)',
    query: z.strictObject({ unread: z.enum(['true', 'false']).optional(), ...pageQuery }),
    answer: z.object({ items: z.array(noticeShape), next: z.string().nullable(), unread: z.number().int() }),
    handle: async (k, { query: { unread, cursor, limit } }) => {
      const before = cursor === undefined ? null : readCursor(cursor, cursorId);
      const [rows, count] = await Promise.all([
        noticePage(k, { accountId: meOf(k), onlyUnread: unread === 'true', before, limit: limit + 1 }),
        countUnread(k, meOf(k)),
      ]);
      const last = rows[limit - 1];
      return {
        items: await presented(k, rows.slice(0, limit)),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
        unread: count,
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/notices/reading',
    access: 'signed-in',
    summary: 'Marks own notices as read: these, those of a conversation, or all up to one',
    body: z.union([
      z.strictObject({ ids: z.array(idShape).min(1).max(200) }),
      z.strictObject({ conversation: idShape }),
      z.strictObject({ until: idShape }),
    ]),
    answer: z.object({ unread: z.number().int() }),
    handle: async (k, { body }) => {
      await read(k, meOf(k), body);
      return { unread: await countUnread(k, meOf(k)) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/notices/preferences',
    access: 'signed-in',
    summary: 'How one is told of what, and one’s quiet hours',
    answer: preferencesShape,
    handle: async (k) => (await preferencesOf(k, [meOf(k)])).get(meOf(k)) as Preferences,
  }),
  defineRoute({
    method: 'PUT',
    path: '/notices/preferences',
    access: 'signed-in',
    summary: 'Chooses how one is told of what: at once, with the next opening’s mail, or only in the console',
    body: preferencesShape,
    handle: (k, { body }) => changePreferences(k, meOf(k), body).then(() => ({})),
  }),
];
