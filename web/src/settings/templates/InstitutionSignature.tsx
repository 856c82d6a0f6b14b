import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '../../design/attempt.tsx';
import { useMay } from '../../shell/session.ts';
import { fetchSettings, settingsKey } from '../api.ts';
import { Card } from '../Card.tsx';
import { useSetting } from '../control/SettingFields.tsx';
import { useSettingsWords } from '../words.ts';
import { VariableButtons } from './VariableButtons.tsx';
import { useTemplateWords } from './words.ts';

const key = 'desk.signature';

/** How whoever has no signature of their own signs. */
export function InstitutionSignature() {
  const words = useTemplateWords();
  const settings = useQuery({ queryKey: settingsKey, queryFn: fetchSettings });
  const standing = settings.data?.[key];
  return (
    <Card title={words.signature} sub={words.signatureSub} query={settings} height={160}>
      {typeof standing === 'string' && <SignatureForm key={standing} standing={standing} />}
    </Card>
  );
}

function SignatureForm({ standing }: { readonly standing: string }) {
  const words = useTemplateWords();
  const common = useSettingsWords();
  const may = useMay();
  const { attempt, keep } = useSetting(key);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(standing);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    void keep(text.trim());
  };
  const mayChange = may('templates.change');
  return (
    <form className="in stack" onSubmit={save}>
      <Textarea
        ref={field}
        size="sm"
        label={words.signatureText}
        rows={3}
        maxLength={2000}
        readOnly={!mayChange}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {mayChange && <VariableButtons field={field} text={text} onText={setText} isSignature />}
      <p className="xs muted">{words.signatureHint}</p>
      <Failure attempt={attempt} />
      {mayChange && (
        <div className="row">
          <button type="submit" className="btn" disabled={text.trim() === standing.trim() || attempt.isBusy}>
            {common.save}
          </button>
        </div>
      )}
    </form>
  );
}
