import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { DateField } from '../design/DateField.tsx';
import { addConsent, type ConsentWay, type Purpose } from './api.ts';
import { Choice } from './Choice.tsx';
import { today } from './day.ts';
import { useContactWords } from './words.ts';

interface ConsentDialogProps {
  readonly id: string;
  readonly onChanged: () => Promise<unknown>;
  readonly onClose: () => void;
}

const purposes = ['surveys', 'campaigns', 'calls', 'other'] as const satisfies readonly Purpose[];
const ways = ['mail', 'form', 'phone', 'in-person', 'paper'] as const satisfies readonly ConsentWay[];

/** What somebody agreed to, when and how: free, express, provable (Law 172-13). */
export function ConsentDialog({ id, onChanged, onClose }: ConsentDialogProps) {
  const words = useContactWords();
  const attempt = useAttempt();
  const [purpose, setPurpose] = useState<Purpose>('surveys');
  const [how, setHow] = useState<ConsentWay>('mail');
  const [givenOn, setGivenOn] = useState(today());
  const [detail, setDetail] = useState('');
  const note = async (): Promise<void> => {
    const consent = { purpose, how, givenOn, detail: detail.trim() || null };
    if (await attempt.run(() => addConsent(id, consent).then(onChanged))) onClose();
  };
  return (
    <ActDialog title={words.consentTitle} act={words.consentNow} cancel={words.cancel} attempt={attempt} onSubmit={note} onClose={onClose}>
      <Choice label={words.purpose} value={purpose} options={purposes.map((one) => [one, words.purposes[one]])} onChange={setPurpose} />
      <Choice label={words.how} value={how} options={ways.map((one) => [one, words.ways[one]])} onChange={setHow} />
      <DateField
        label={words.givenOn}
        value={givenOn}
        max={today()}
        required
        withAsterisk={false}
        onChange={(event) => setGivenOn(event.currentTarget.value)}
      />
      <TextInput
        label={words.detail}
        description={words.detailHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={1000}
        value={detail}
        onChange={(event) => setDetail(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
