import type { Kernel } from '#kernel';
import { obligationsOfSubjects, setAside } from '#procedure';
import { setStands } from '../change-store.ts';
import { nobodyWaits } from '../clocks.ts';
import { excuseWaiting } from '../excuse.ts';
import { type Held, hold } from '../hold.ts';
import { judge } from '../judge.ts';
import { addEvent } from '../message-store.ts';
import { giveNewWork } from '../on-duty.ts';
import { refuse } from '../refusals.ts';
import { closeResolutions, insertResolution } from '../resolution-store.ts';
import { wake } from '../snooze/snooze.ts';
import { written } from '../written.rules.ts';
import { learn } from './senders.ts';
import { endMark, insertMark, markOf, natureOf, readmitMessages, setNature } from './spam-store.ts';

/**
 * Takes a conversation for unwanted, with a reason: what is owed in it is set aside, counted apart, and it stands under «No deseados». What the sender writes
 * next goes there too, unless we have ever answered him; answers whether it does. Again is harmless. Refuses `unknown-conversation`, `spam-with-area`,
 * `spam-merged`, and procedure's `reason-missing`, `needs-person`.
 */
export function markSpam(k: Kernel, id: string, reason: string): Promise<boolean> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    const natureBefore = await natureOf(k, held.id);
    if (natureBefore === 'spam') return false;
    if (held.waitsForArea) throw refuse.spamWithArea();
    if (held.family.length > 1 || held.kinId !== null) throw refuse.spamMerged();
    const words = written(reason);
    const obligationIds = await setAsideAll(k, held.id, words);
    const excusedIds = await excuseWaiting(k, [held]);
    await setStands(k, [{ id: held.id, ...nobodyWaits, state: 'resolved', resolvedAt: k.clock.now(), isSetAside: false }]);
    await setNature(k, held.id, 'spam');
    await insertResolution(k, held.id);
    await insertMark(k, held.id, { reason: words, obligationIds, excusedIds, natureBefore });
    await wake(k, [held.id], 'resolved');
    const teaches = await learn(k, held, { verdict: 'spam', reason: words });
    await told(k, held, { kind: 'spam', verb: 'conversation.marked-spam', words, detail: { obligations: obligationIds, teaches } });
    return teaches;
  });
}

/**
 * It was wanted after all: it opens what it should have opened, its 5.3 from its receipt, late where it is late. What its sender writes next
 * comes in as a person's. Refuses `unknown-conversation`, `not-spam`.
 */
export function releaseSpam(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    if ((await natureOf(k, held.id)) !== 'spam') throw refuse.notSpam();
    const mark = await markOf(k, held.id);
    const isReadmitted = await readmitMessages(k, held.id, mark?.excusedIds ?? []);
    await setNature(k, held.id, isReadmitted ? 'person' : (mark?.natureBefore ?? 'person'));
    await endMark(k, held.id);
    await closeResolutions(k, held.id, { by: k.actor.name, cause: 'act' });
    await judge(k, { ...held, state: 'open', resolvedAt: null });
    await giveNewWork(k, [held.id]);
    await learn(k, held, { verdict: 'wanted', reason: null });
    await told(k, held, {
      kind: 'spam-released',
      verb: 'conversation.released-from-spam',
      words: null,
      detail: { marked: mark?.id ?? null },
    });
  });
}

async function setAsideAll(k: Kernel, id: string, reason: string): Promise<string[]> {
  const open = (await obligationsOfSubjects(k, 'conversation', [id])).filter(
    (row) => row.settledAt === null && row.setAsideAt === null && row.withdrawnAt === null,
  );
  // Also where nothing is owed a reason is asked for: whoever looks for a mail wants to know why it lies here.
  if (reason === '') throw refuse.spamReasonMissing();
  for (const row of open) await setAside(k, row.id, `No deseado: ${reason}`);
  return open.map((row) => row.id);
}

interface Told {
  readonly kind: 'spam' | 'spam-released';
  readonly verb: string;
  readonly words: string | null;
  readonly detail: Record<string, unknown>;
}

async function told(k: Kernel, { id }: Held, { kind, verb, words, detail }: Told): Promise<void> {
  const by = k.actor.name;
  const text = kind === 'spam' ? `${by} la marcó como no deseada: ${words}` : `${by} la liberó de los no deseados.`;
  await addEvent(k, id, { kind, by, detail: words, text });
  await k.acts.write({ verb, subject: { kind: 'conversation', id }, reason: words, detail });
  await k.live.tell('desk', id);
}
