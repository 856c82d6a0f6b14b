import { iso, type Kernel } from '#kernel';
import { conversationById } from '../list-store.ts';
import { placeOf } from '../present.ts';
import { refuse } from '../refusals.ts';
import { type RelatedItem, relatedReasons } from '../shapes.ts';
import { plain } from '../search.rules.ts';
import { membersOf } from './merge-store.ts';
import { areAlike, namedIn, numbersIn } from './related.rules.ts';
import { linkedWith, ofRequesters, rowsOf, withSameMail, withWord } from './related-store.ts';

type Reason = RelatedItem['reason'];

const days = 30 * 86_400_000;
const most = 8;

/** What may be the same matter, each with why, the surest reason first. Refuses `unknown-conversation`. */
export async function relatedTo(k: Kernel, id: string): Promise<RelatedItem[]> {
  const own = /^\d{1,18}$/.test(id) ? await conversationById(k, id) : undefined;
  if (!own) throw refuse.unknownConversation();
  const members = await membersOf(k, own.mergedInto ?? own.id);
  const family = members.map((one) => one.id);
  const subjects = members.map((one) => one.subject);
  const why = new Map<string, Reason>();
  const note = (ids: readonly string[], reason: Reason): void => {
    for (const one of ids) if (!family.includes(one) && !why.has(one)) why.set(one, reason);
  };
  const [linked, requesters, sameMail, sameNumber] = await Promise.all([
    linkedWith(k, family),
    ofRequesters(k, family, own.receivedAt - days, own.lastAt + days),
    withSameMail(k, family),
    withNumbers(k, subjects),
  ]);
  for (const reason of relatedReasons)
    note(
      linked.filter((one) => one.reason === reason).map((one) => one.id),
      reason,
    );
  note(sameMail, 'same-mail');
  note(sameNumber, 'same-number');
  note(
    requesters.filter((one) => subjects.some((subject) => areAlike(subject, one.subject))).map((one) => one.id),
    'same-requester',
  );
  return itemsOf(k, why, family);
}

async function withNumbers(k: Kernel, subjects: readonly string[]): Promise<string[]> {
  const numbers = [...new Set(subjects.flatMap(numbersIn))].slice(0, 3);
  const found = await Promise.all(
    numbers.map(async (one) => (await withWord(k, plain(one))).filter(({ subject }) => subject.includes(one))),
  );
  return [...subjects.flatMap(namedIn), ...found.flat().map((one) => one.id)];
}

async function itemsOf(k: Kernel, why: ReadonlyMap<string, Reason>, family: readonly string[]): Promise<RelatedItem[]> {
  const rows = await rowsOf(k, [...why.keys()]);
  const items = new Map<string, RelatedItem>();
  for (const [id, reason] of why) {
    const row = rows.find((one) => one.askedId === id);
    if (!row || family.includes(row.id) || items.has(row.id)) continue;
    const { subject, requester, state, lastAt } = row;
    items.set(row.id, { ...placeOf(row.id), subject, requester, state, lastAt: iso(lastAt), reason });
  }
  return [...items.values()].slice(0, most);
}
