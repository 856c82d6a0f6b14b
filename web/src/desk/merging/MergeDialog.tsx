import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { LoadTrouble } from '../../design/Trouble.tsx';
import { type Conversation, type FoundConversation, searchConversations } from '../api.ts';
import type { DialogProps } from '../dialogs.ts';
import { fetchRelated, relatedKey } from './api.ts';
import { Consequences, isOfOthers } from './Consequences.tsx';
import s from './merging.module.css';
import { useMerging } from './use-merging.ts';
import { useMergingWords } from './words.ts';

interface MergeProps extends DialogProps {
  /** What is looked for at first: a number. */
  readonly first?: string;
}

/** Which conversation is to be seen in this one: what may be related first, any other by number, subject or requester. */
export default function MergeDialog({ conversation, first = '', onClose }: MergeProps) {
  const words = useMergingWords();
  const [text, setText] = useState(first);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSure, setSure] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const attempt = useAttempt();
  const { merge } = useMerging(conversation.id);
  const found = useCandidates(conversation, text);
  const other = found.items.find(({ id }) => id === chosen);
  const isAsked = other !== undefined && isOfOthers(conversation, other);
  const submit = async (): Promise<void> => {
    if (!other || (isAsked && !isSure)) return setMissing(true);
    if (await attempt.run(() => merge(other, isAsked))) onClose();
  };
  return (
    <ActDialog
      title={words.title(conversation.number)}
      act={words.act}
      cancel={words.cancel}
      close={words.close}
      width={560}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={words.find}
        placeholder={words.findHint}
        leftSection={<IconSearch aria-hidden="true" />}
        value={text}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        error={isMissing && !other ? words.choose : undefined}
      />
      {found.error ? (
        <LoadTrouble error={found.error} title={words.trouble} retry={found.retry} />
      ) : (
        <Choices found={found} chosen={chosen} onChoose={setChosen} />
      )}
      {other && <Consequences conversation={conversation} other={other} />}
      {isAsked && (
        <>
          <label className={s.sure}>
            <input
              type="checkbox"
              checked={isSure}
              aria-describedby={isMissing && !isSure ? 'merge-unsure' : undefined}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
            {words.even}
          </label>
          {isMissing && !isSure && (
            <p className="note bad" id="merge-unsure" role="alert">
              {words.evenMissing}
            </p>
          )}
        </>
      )}
    </ActDialog>
  );
}

interface Candidates {
  readonly items: readonly FoundConversation[];
  readonly isSuggested: boolean;
  readonly isLoaded: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Where nothing was typed, what may be related; each as the search tells of it. */
function useCandidates({ id, merged }: Conversation, text: string): Candidates {
  const typed = useDeferredValue(text.trim());
  const related = useQuery({ queryKey: relatedKey(id), queryFn: () => fetchRelated(id) });
  const numbers = related.data?.items.map(({ number }) => number) ?? [];
  const suggested = useQuery({
    queryKey: ['desk', 'merging', ...numbers],
    queryFn: async ({ signal }) =>
      (await Promise.all(numbers.map((q) => searchConversations({ q, limit: 1 }, signal)))).flatMap((page) => page.items),
    enabled: numbers.length > 0,
  });
  const searched = useQuery({
    queryKey: ['desk', 'merging', 'search', typed],
    queryFn: async ({ signal }) => (await searchConversations({ q: typed, limit: 8 }, signal)).items,
    enabled: typed !== '',
    placeholderData: (before) => before,
  });
  const { data, error, refetch } = typed === '' ? suggested : searched;
  const away = new Set([id, ...merged.map((one) => one.conversation.id)]);
  return {
    items: (data ?? []).filter((one) => !away.has(one.id) && one.mergedInto?.id !== id),
    isSuggested: typed === '',
    isLoaded: typed === '' ? related.isSuccess && (numbers.length === 0 || suggested.isSuccess) : searched.isSuccess,
    error,
    retry: () => void refetch(),
  };
}

interface ChoicesProps {
  readonly found: Candidates;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Choices({ found: { items, isSuggested, isLoaded }, chosen, onChoose }: ChoicesProps) {
  const words = useMergingWords();
  if (items.length === 0)
    return (
      <p className="sm muted" role="status">
        {isLoaded && (isSuggested ? words.noSuggestion : words.none)}
      </p>
    );
  return (
    <fieldset className={s.choices}>
      <legend>{isSuggested ? words.suggested : words.found}</legend>
      {items.map((one) => {
        const isQuarantined = one.flags.includes('quarantine');
        return (
          <label key={one.id} className={s.choice} data-chosen={one.id === chosen || undefined}>
            <input type="radio" name="merged" checked={one.id === chosen} disabled={isQuarantined} onChange={() => onChoose(one.id)} />
            <span className="grow">
              <b className="med trunc">{one.subject || words.noSubject}</b>
              <span className="xs faint trunc">
                {one.number} · {one.requester.name || one.requester.email}
                {isQuarantined && ` · ${words.quarantined}`}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
