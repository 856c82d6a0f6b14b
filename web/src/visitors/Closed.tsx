import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Problem } from '../api.ts';
import { Bone, Late } from '../design/Loading.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import s from './visitors.module.css';
import { VisitorHead } from './VisitorHead.tsx';
import { useVisitorWords } from './words.ts';

interface ClosedProps {
  readonly error: unknown;
  readonly again: () => Promise<void>;
  /** Sends another link where it may be sent; left out where nobody can ask for one. */
  readonly onAsk?: () => Promise<unknown>;
}

/** In place of a page whose link does not open, or while the server has not answered. */
export function Closed({ error, again, onAsk }: ClosedProps) {
  const words = useVisitorWords();
  if (error === null) return <Loading />;
  const code = error instanceof Problem ? error.code : '';
  if (code === 'link-expired' && onAsk) return <Expired onAsk={onAsk} />;
  const isLink = code === 'link-altered' || code === 'link-expired';
  return (
    <Standing title={code === 'link-altered' ? words.altered : code === 'link-expired' ? words.expired : words.trouble}>
      <p className="muted">{sentenceOf(error)}</p>
      {!isLink && (
        <button type="button" className={`btn primary ${s.touch}`} onClick={() => void again()}>
          <IconRefresh aria-hidden="true" />
          {words.retry}
        </button>
      )}
    </Standing>
  );
}

function Loading() {
  const words = useVisitorWords();
  return (
    <>
      <VisitorHead institution={null} title={words.loading} />
      <main className={s.narrow}>
        <Late>
          <span className="sr" role="status">
            {words.loading}
          </span>
          <Bone width="40%" height={16} />
          <Bone width="90%" height={90} top={18} />
          <Bone width="90%" height={140} top={18} />
        </Late>
      </main>
    </>
  );
}

function Expired({ onAsk }: { readonly onAsk: () => Promise<unknown> }) {
  const words = useVisitorWords();
  const [step, setStep] = useState<'asking' | 'busy' | 'sent'>('asking');
  const [error, setError] = useState<unknown>(null);
  const ask = async (): Promise<void> => {
    if (step === 'busy') return;
    setStep('busy');
    setError(null);
    try {
      await onAsk();
      setStep('sent');
    } catch (problem) {
      setError(problem);
      setStep('asking');
    }
  };
  return (
    <Standing title={words.expired}>
      {step === 'sent' ? (
        <p role="status">{words.linkSent}</p>
      ) : (
        <>
          <p className="muted">{words.expiredText}</p>
          {error !== null && <Notice>{sentenceOf(error)}</Notice>}
          <button type="button" className={`btn primary ${s.touch}`} aria-disabled={step === 'busy'} onClick={() => void ask()}>
            {words.askAnother}
          </button>
        </>
      )}
    </Standing>
  );
}

/** A page that says one thing. */
export function Standing({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <VisitorHead institution={null} title={title} />
      <main className={s.narrow}>
        <section className="card">
          <div className={`in ${s.standing}`}>
            <h1>{title}</h1>
            {children}
          </div>
        </section>
      </main>
    </>
  );
}
