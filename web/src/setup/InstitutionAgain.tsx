import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, put } from '../api.ts';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble, Notice, sentenceOf } from '../design/Trouble.tsx';
import { type InstitutionFields as Fields, missingIn } from './beginning.ts';
import { InstitutionFields } from './InstitutionFields.tsx';
import { StepCard } from './StepCard.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

interface AgainProps {
  readonly onNext: () => void;
}

/** Step 1 once more, for whoever comes back: the person exists already, the institution can still be corrected. */
export function InstitutionAgain({ onNext }: AgainProps) {
  const settings = useQuery({
    queryKey: ['settings', 'institution', 'setup'],
    queryFn: async () => (await get<{ settings: Record<string, unknown> }>('/settings')).settings.institution as Fields | null,
    gcTime: 0,
  });
  if (settings.error) {
    return (
      <StepCard step="institution">
        <LoadTrouble error={settings.error} retry={() => void settings.refetch()} />
      </StepCard>
    );
  }
  if (settings.data === undefined) return <PageSkeleton />;
  return <Form kept={settings.data} onNext={onNext} />;
}

function Form({ kept, onNext }: AgainProps & { readonly kept: Fields | null }) {
  const words = useSetupWords();
  const [fields, setFields] = useState<Fields>({ name: '', acronym: '', department: '', url: location.origin, ...kept });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = missingIn(fields);
    setWrong(found);
    if (isBusy || found.length > 0) return;
    setBusy(true);
    setError(null);
    try {
      if (JSON.stringify({ ...kept, ...fields }) !== JSON.stringify(kept))
        await put('/settings/institution', { value: { ...kept, ...fields } });
      onNext();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <StepCard step="institution">
      <h1>{words.who}</h1>
      <p className="lead">{words.whoLead}</p>
      <form noValidate onSubmit={submit}>
        <InstitutionFields
          fields={fields}
          wrong={wrong}
          onChange={(name, value) => {
            setFields((before) => ({ ...before, [name]: value }));
            setWrong((before) => before.filter((one) => one !== name));
          }}
        />
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <div className={s.foot}>
          <span className={`grow xs faint ${s.hideNarrow}`}>{words.requiredHint}</span>
          <button type="submit" className="btn primary l" aria-disabled={isBusy}>
            {words.goOn}
          </button>
        </div>
      </form>
    </StepCard>
  );
}
