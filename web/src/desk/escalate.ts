import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../api.ts';
import { sentenceOf } from '../design/Trouble.tsx';
import { say } from '../shell/notices.ts';
import { type Area, type Conversation, conversationKey, countsKey, escalate, isOpen, undoEscalation } from './api.ts';
import { undoSeconds } from './reply.ts';
import { useDeskWords } from './words.ts';

type Escalation = Conversation['escalations'][number];

/** On its way to the area, or with it. */
export function isUnderWay({ state }: Pick<Escalation, 'state'>): boolean {
  return state === 'queued' || state === 'sent' || state === 'uncertain';
}

/** Whether an escalation would still satisfy 5.3: the spell's own row is open. */
export function satisfies(conversation: Pick<Conversation, 'obligations'>): boolean {
  return conversation.obligations.some((one) => one.clause === '5.3' && one.basis === 'text' && isOpen(one));
}

export interface EscalationWish {
  readonly areas: readonly Area[];
  readonly note: string;
  /** ISO; null: each area's own term. */
  readonly dueAt: string | null;
}

interface Sending {
  readonly conversation: Conversation;
  /** All left: there is nothing more to write. */
  readonly onGone: () => void;
  /** Taken back, or not all left: what was written is there again, for these areas. */
  readonly onAgain: (wish: EscalationWish) => void;
}

/** Hands the matter to the areas, one mail each; they leave ten seconds later and until then are taken back together. */
export function useEscalating({ conversation, onGone, onAgain }: Sending) {
  const words = useDeskWords();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { id, number } = conversation;
  const refresh = (): Promise<unknown> =>
    Promise.all([client.invalidateQueries({ queryKey: conversationKey(id) }), client.invalidateQueries({ queryKey: countsKey })]);
  const undo = async (gone: readonly { id: string; area: Area }[], wish: EscalationWish): Promise<void> => {
    const tried = await Promise.allSettled(gone.map((one) => undoEscalation(one.id)));
    const areas = gone.filter((_, index) => tried[index]?.status === 'fulfilled').map(({ area }) => area);
    for (const one of tried) if (one.status === 'rejected') say(sentenceOf(one.reason), { tone: 'bad' });
    if (areas.length > 0) onAgain({ ...wish, areas });
    await refresh();
  };
  const send = async (wish: EscalationWish): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const gone: { id: string; area: Area }[] = [];
    let failed: unknown = null;
    for (const area of wish.areas) {
      try {
        gone.push({ area, id: (await escalate(id, { area: area.id, note: wish.note, dueAt: wish.dueAt })).id });
      } catch (problem) {
        // Pressed again after a lost line: what is with the area already has left.
        if (!(problem instanceof Problem && problem.code === 'already-escalated')) failed = problem;
      }
    }
    if (gone.length > 0) {
      const names = gone.map(({ area }) => area.name);
      const close = say(words.escalates(number, names), {
        until: Date.now() + undoSeconds * 1000,
        action: { label: words.undo, run: () => void undo(gone, wish) },
      });
      setTimeout(close, undoSeconds * 1000);
    }
    if (failed === null) onGone();
    else {
      onAgain({ ...wish, areas: wish.areas.filter((area) => !gone.some((one) => one.area.id === area.id)) });
      setError(failed);
      setBusy(false);
    }
    await refresh();
  };
  return { isBusy, error, send };
}
