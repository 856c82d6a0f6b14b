import { TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { encode } from 'uqr';
import { CopyButton } from '../design/CopyButton.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import s from './account.module.css';
import { beginTotp, confirmTotp } from './api.ts';
import { useAccountWords } from './words.ts';

/** Setting up a second factor: the key as a picture and in letters, its first code, then the recovery codes once. */
export function Enrol({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel?: () => void }) {
  const words = useAccountWords();
  const [key, setKey] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const begun = useRef(false);
  useEffect(() => {
    // Twice would make two keys, and the picture on the screen the dead one.
    if (begun.current) return;
    begun.current = true;
    beginTotp().then(setKey, setError);
  }, []);
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    try {
      setCodes((await confirmTotp(code.replaceAll(' ', ''))).recoveryCodes);
    } catch (problem) {
      setError(problem);
    }
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <form className={s.form} onSubmit={confirm}>
      {key && (
        <div className={s.qr}>
          <Picture text={key.uri} label={words.qr} />
          <div className="grow" style={{ minWidth: 180 }}>
            <p className="sm">
              {words.scan} {words.orKey}
            </p>
            <p className={s.key}>{key.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          </div>
        </div>
      )}
      <TextInput
        size="lg"
        label={words.code}
        placeholder={words.sixDigits}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        maxLength={8}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
      <div className="row">
        <button type="submit" className="btn primary l">
          {words.confirm}
        </button>
        {onCancel && (
          <button type="button" className="btn quiet l" onClick={onCancel}>
            {words.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

/** A QR code as one path, drawn here: a key never leaves for somebody else's picture server. */
function Picture({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((line, y) => line.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="132" height="132" role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#171C28" />
    </svg>
  );
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const words = useAccountWords();
  const text = codes.join('\n');
  return (
    <div className={s.form} role="status">
      <p className="semi">{words.recoveryCodes}</p>
      <p className="sm muted">{words.recoveryCodesText}</p>
      <ul className={s.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row wrap">
        <CopyButton text={text} />
        <a className="btn s" download="ventanilla.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}>
          {words.download}
        </a>
        <span className="grow" />
        <button type="button" className="btn primary" onClick={onDone}>
          {words.keptThem}
        </button>
      </div>
    </div>
  );
}
