import type { Kernel } from '#kernel';
import type { ListedRow } from './list-store.ts';
import { numberOf } from './present.ts';
import { type HitText, type Match, textsOf } from './search-store.ts';
import { type Fragment, fragmentsOf, markedWhole, type Stem, stemsOf } from './search.rules.ts';
import type { FoundConversation } from './shapes.ts';

export type Highlight = Pick<FoundConversation, 'matched' | 'highlight' | 'subjectMarks'>;

/** Where in each conversation what was asked for stands: first in its head, then in its latest messages, then further back. */
export async function highlightsOf(k: Kernel, rows: readonly ListedRow[], match: Match): Promise<Map<string, Highlight>> {
  const stems = stemsOf(match.tsquery);
  const lights = new Map<string, Highlight>();
  const ids = rows.map((row) => row.id);
  light(lights, rows, await textsOf(k, ids, 3), { stems, match });
  const dark = rows.filter((row) => !lights.has(row.id));
  if (dark.length > 0)
    light(
      lights,
      dark,
      await textsOf(
        k,
        dark.map((row) => row.id),
        40,
      ),
      { stems, match },
    );
  for (const row of rows) if (!lights.has(row.id)) lights.set(row.id, { matched: 'text', highlight: [], subjectMarks: null });
  return lights;
}

interface Asked {
  readonly stems: readonly Stem[];
  readonly match: Match;
}

function light(lights: Map<string, Highlight>, rows: readonly ListedRow[], texts: readonly HitText[], { stems, match }: Asked): void {
  for (const row of rows) {
    const own = texts.filter((text) => text.conversationId === row.id);
    const subjectMarks = markedWhole(row.subject, stems);
    const inText = own.flatMap((one) => fragmentsOf(one.text, stems)).slice(0, 2);
    const inNames = own.flatMap((one) => markedWhole(one.attachments, stems) ?? []).slice(0, 1);
    const inPeople = [`${row.requesterName} ${row.requesterEmail}`, ...own.map((one) => one.people)]
      .flatMap((text) => markedWhole(text, stems) ?? [])
      .slice(0, 1);
    const found = kindOf(row, match, { subjectMarks, inText, inNames, inPeople });
    if (found) lights.set(row.id, found);
  }
}

interface Places {
  readonly subjectMarks: Fragment | null;
  readonly inText: readonly Fragment[];
  readonly inNames: readonly Fragment[];
  readonly inPeople: readonly Fragment[];
}

function kindOf(row: ListedRow, match: Match, { subjectMarks, inText, inNames, inPeople }: Places): Highlight | null {
  const at = match.numberPart === null ? -1 : row.id.indexOf(match.numberPart);
  const shown = (fragments: readonly Fragment[]) => fragments.map(copied);
  const subject = subjectMarks && copied(subjectMarks);
  if (at >= 0) {
    const number = { text: numberOf(row.id), marks: [[at + 3, at + 3 + (match.numberPart ?? '').length]] as [number, number][] };
    return { matched: 'number', highlight: [number, ...shown(inText)], subjectMarks: subject };
  }
  if (subject) return { matched: 'subject', highlight: shown([...inText, ...inNames]), subjectMarks: subject };
  if (inText.length > 0) return { matched: 'text', highlight: shown([...inText, ...inNames]), subjectMarks: null };
  if (inNames.length > 0) return { matched: 'attachment', highlight: shown(inNames), subjectMarks: null };
  return inPeople.length > 0 ? { matched: 'people', highlight: shown(inPeople), subjectMarks: null } : null;
}

function copied({ text, marks }: Fragment): FoundConversation['highlight'][number] {
  return { text, marks: marks.map(([from, to]) => [from, to]) };
}
