import type { Kernel } from '#kernel';
import { type HeldConversation, holdConversations, setStands } from './change-store.ts';
import { keepClocks, nobodyWaits, type Waiting } from './clocks.ts';
import { type Standing, writeStandings } from './merge/merge-store.ts';
import { threadsOf } from './merge/threads.ts';
import { stateOf, type ThreadMessage } from './wait.rules.ts';

type Unsettling = Parameters<typeof keepClocks>[2];

/** Brings the clocks, the deadline and the state of a held conversation to what its messages and escalations say now. */
export function judge(
  k: Kernel,
  held: HeldConversation & { readonly kin: readonly HeldConversation[] },
  unsettling?: Unsettling,
): Promise<void> {
  return judgeAll(k, [held, ...held.kin.filter((one) => one.id !== held.id)], unsettling, [held.id]);
}

/** The same for several with their kin, each once. `acted`: whoever answers in them, or from whom they come back, has taken the matter up again; all where nothing is said. */
export async function judgeAll(
  k: Kernel,
  all: readonly HeldConversation[],
  unsettling?: Unsettling,
  acted: readonly string[] = all.map((held) => held.id),
): Promise<void> {
  const threads = await threadsOf(k, all);
  const messagesOf = (id: string) => threads.get(id) ?? [];
  const waiting = await keepClocks(
    k,
    all.map(({ id }) => ({ conversationId: id, messages: messagesOf(id), isNew: false })),
    unsettling,
  );
  const own = all.map((held): Own => {
    const { id } = held;
    const waits = waiting.get(id) ?? nobodyWaits;
    const resolvedAt = waits.waitsForAnswer ? null : held.resolvedAt;
    const state = stateOf(messagesOf(id), waits.waitsForAnswer, resolvedAt !== null, held.ownState ?? held.state, waits.waitsForArea);
    const isSetAside = !acted.includes(id) && !waits.waitsForAnswer && (held.ownSetAside ?? held.isSetAside);
    return { held, waits, resolvedAt, state, isSetAside, messages: messagesOf(id) };
  });
  const alone = own.filter(({ held }) => held.kinId === null);
  await setStands(
    k,
    alone.map(({ held, waits, state, resolvedAt, isSetAside }) => ({ id: held.id, ...waits, state, resolvedAt, isSetAside })),
  );
  const kin = own.filter(({ held }) => held.kinId !== null);
  if (kin.length === 0) return;
  await writeStandings(
    k,
    kin.map((one) =>
      standingOf(
        one,
        kin.filter(({ held }) => held.mergedInto === one.held.id),
      ),
    ),
  );
  for (const { held } of kin) await k.live.tell('desk', held.id);
}

/** What a conversation says by itself. */
interface Own extends Pick<Standing, 'state' | 'resolvedAt' | 'isSetAside'> {
  readonly held: HeldConversation;
  readonly waits: Waiting;
  readonly messages: readonly ThreadMessage[];
}

/** One that others are shown in speaks for them: open while any of them waits, and due when the first of them is. */
function standingOf({ held, waits, state, resolvedAt, isSetAside, messages }: Own, shown: readonly Own[]): Standing {
  const { id } = held;
  if (shown.length === 0) return { id, ...waits, state, resolvedAt, isSetAside, ownState: null, ownSetAside: null };
  const all = [waits, ...shown.map((one) => one.waits)];
  // What came at night is due as what came before it: the earlier of the two tells how much of the term is left.
  const [first = nobodyWaits] = all
    .filter((one) => one.dueAt !== null)
    .sort((a, b) => Number(a.dueAt) - Number(b.dueAt) || Number(a.dueOpenedAt) - Number(b.dueOpenedAt));
  const waitsForAnswer = all.some((one) => one.waitsForAnswer);
  const waitsForArea = all.some((one) => one.waitsForArea);
  // What one of them hears of another is that one's own.
  const said = new Map(
    [...messages, ...shown.flatMap((one) => one.messages)].sort((a, b) => Number(!a.heard) - Number(!b.heard)).map((one) => [one.id, one]),
  );
  return {
    id,
    waitsForAnswer,
    waitsForArea,
    dueAt: first.dueAt,
    dueOpenedAt: first.dueOpenedAt,
    state: stateOf([...said.values()], waitsForAnswer, resolvedAt !== null, state, waitsForArea),
    resolvedAt,
    isSetAside: isSetAside && shown.every((one) => one.isSetAside || one.state !== 'open'),
    ownState: state,
    ownSetAside: isSetAside,
  };
}

/** Brings the rows of those that have kin to what each of them says, after one has changed. Those that are alone are as they are. */
export async function standTogether(
  k: Kernel,
  conversations: readonly { readonly id: string; readonly kinId: string | null }[],
): Promise<void> {
  const ids = conversations.filter((one) => one.kinId !== null).map((one) => one.id);
  if (ids.length > 0) await judgeAll(k, await holdConversations(k, ids), undefined, []);
}
