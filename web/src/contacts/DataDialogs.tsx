import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { DateField } from '../design/DateField.tsx';
import { Bone } from '../design/Loading.tsx';
import { LoadTrouble, Notice } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { Choice } from './Choice.tsx';
import s from './contacts.module.css';
import {
  type DataKind,
  type DataRequest,
  endDataRequest,
  eraseData,
  type ErasurePlan,
  erasureKey,
  fetchErasure,
  type Identification,
  noteDataRequest,
} from './data-api.ts';
import { useDataWords } from './data-words.ts';
import { today } from './day.ts';

const kinds = ['access', 'correction', 'erasure', 'objection'] as const satisfies readonly DataKind[];
const ways = ['own-address', 'document', 'signed-letter', 'representative'] as const satisfies readonly Identification[];
const below = ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[];

interface Closing {
  readonly onChanged: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** What is asked, by whom, when, and how they showed who they are. */
export function NoteDataDialog({ id, name, onChanged, onClose }: Closing & { readonly id: string; readonly name: string }) {
  const words = useDataWords();
  const attempt = useAttempt();
  const [kind, setKind] = useState<DataKind>('access');
  const [askedBy, setAskedBy] = useState(name);
  const [askedOn, setAskedOn] = useState(today());
  const [identifiedBy, setIdentifiedBy] = useState<Identification>('own-address');
  const [detail, setDetail] = useState('');
  const note = async (): Promise<void> => {
    const request = { kind, askedBy, askedOn, identifiedBy, detail: detail.trim() || null };
    if (await attempt.run(() => noteDataRequest(id, request).then(onChanged))) onClose();
  };
  return (
    <ActDialog title={words.noteTitle} act={words.noteNow} cancel={words.cancel} attempt={attempt} onSubmit={note} onClose={onClose}>
      <Choice label={words.kind} value={kind} options={kinds.map((one) => [one, words.kinds[one]])} onChange={setKind} />
      <TextInput
        label={words.askedBy}
        description={words.askedByHint}
        inputWrapperOrder={below}
        maxLength={200}
        value={askedBy}
        onChange={(event) => setAskedBy(event.currentTarget.value)}
      />
      <Choice
        label={words.identifiedBy}
        value={identifiedBy}
        options={ways.map((one) => [one, words.ways[one]])}
        onChange={setIdentifiedBy}
      />
      <DateField
        label={words.askedOn}
        value={askedOn}
        max={today()}
        required
        withAsterisk={false}
        onChange={(event) => setAskedOn(event.currentTarget.value)}
      />
      <Textarea label={words.detail} rows={2} maxLength={2000} value={detail} onChange={(event) => setDetail(event.currentTarget.value)} />
    </ActDialog>
  );
}

/** What goes, what stays, until when and why; then it goes. */
export function EraseDialog({ request, onChanged, onClose }: Closing & { readonly request: DataRequest }) {
  const words = useDataWords();
  const attempt = useAttempt();
  const plan = useQuery({ queryKey: erasureKey(request.id), queryFn: () => fetchErasure(request.id), staleTime: 0 });
  const run = async (): Promise<void> => {
    if (plan.data && (await attempt.run(() => eraseData(request.id).then(onChanged)))) onClose();
  };
  return (
    <ActDialog
      title={words.eraseTitle}
      act={words.eraseNow}
      cancel={words.cancel}
      width={520}
      attempt={attempt}
      onSubmit={run}
      onClose={onClose}
    >
      {plan.data ? (
        <Plan plan={plan.data} />
      ) : plan.error ? (
        <LoadTrouble error={plan.error} retry={() => void plan.refetch()} />
      ) : (
        <div style={{ minHeight: 120 }} aria-busy="true">
          <Bone width="70%" />
          <Bone width="52%" top={14} />
        </div>
      )}
      <p className="sm muted">{words.outside}</p>
      <Notice tone="warn">{words.eraseAsk}</Notice>
    </ActDialog>
  );
}

const mostShown = 8;

function Plan({ plan }: { readonly plan: ErasurePlan }) {
  const words = useDataWords();
  const format = useFormats();
  const parts = (['addresses', 'phones', 'notes', 'consents'] as const).filter((one) => plan[one] > 0);
  return (
    <>
      <section>
        <h3 className="sm semi">{words.goes}</h3>
        <ul className={s.bullets}>
          <li>{words.card}</li>
          {parts.length > 0 && <li>{parts.map((one) => words.counts[one](plan[one])).join(', ')}</li>}
          {plan.conversations > 0 && <li>{words.goesConversations(plan.conversations)}</li>}
        </ul>
      </section>
      {plan.kept.length > 0 && (
        <section>
          <h3 className="sm semi">{words.stays}</h3>
          <ul className={s.bullets}>
            {plan.kept.slice(0, mostShown).map((one) => (
              <li key={one.id}>
                {one.number}: {one.until === null ? words.why.open : words.why.year(format.fullDate(Date.parse(one.until)))}
              </li>
            ))}
            {plan.kept.length > mostShown && <li>{words.andMore(plan.kept.length - mostShown)}</li>}
          </ul>
          <p className="sm muted">{words.staysText}</p>
        </section>
      )}
    </>
  );
}

/** How a request ends, and what was answered. */
export function EndDataDialog({ request, onChanged, onClose }: Closing & { readonly request: DataRequest }) {
  const words = useDataWords();
  const attempt = useAttempt();
  const [outcome, setOutcome] = useState<'done' | 'refused'>('done');
  const [answer, setAnswer] = useState('');
  const end = async (): Promise<void> => {
    if (await attempt.run(() => endDataRequest(request.id, { outcome, answer }).then(onChanged))) onClose();
  };
  return (
    <ActDialog title={words.endTitle} act={words.endNow} cancel={words.cancel} attempt={attempt} onSubmit={end} onClose={onClose}>
      <Choice
        label={words.outcome}
        value={outcome}
        options={[
          ['done', words.outcomes.done],
          ['refused', words.outcomes.refused],
        ]}
        onChange={setOutcome}
      />
      <Textarea
        label={words.answer}
        description={words.answerHint}
        inputWrapperOrder={below}
        rows={3}
        maxLength={5000}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
