import { IconInfoCircle, IconX } from '@tabler/icons-react';
import { TrafficState } from '../design/TrafficState.tsx';
import { useFormats, useRealFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { realNow } from '../shell/clock.ts';
import { keepsFromReading, type Step } from './api.ts';
import s from './mail.module.css';
import { useMailWords } from './words.ts';

/** A connection step by step: what worked, and the first that did not with what to do. */
export function TestSteps({ steps, isRunning }: { readonly steps: readonly Step[]; readonly isRunning: boolean }) {
  const words = useMailWords();
  return (
    <ul className={s.tests} aria-live="polite">
      {steps.map((step) => (
        <One key={step.name} step={step} />
      ))}
      {isRunning && (
        <li>
          <TrafficState state="running" label="" />
          <span className="grow">{words.testing}</span>
        </li>
      )}
    </ul>
  );
}

function One({ step }: { readonly step: Step }) {
  if (step.ok) return <Passed step={step} />;
  return keepsFromReading(step) ? <Failed step={step} /> : <NotNeeded step={step} />;
}

/** A server for sending that does not answer, or a record that the DNS lacks, keeps nobody from reading. */
function NotNeeded({ step }: { readonly step: Step }) {
  const words = useMailWords();
  const { language } = useLanguage();
  const isSending = step.name === 'smtp';
  return (
    <li className={s.failed}>
      <div className="note plain" role="note">
        <IconInfoCircle aria-hidden="true" />
        <div className="grow" style={{ overflowWrap: 'anywhere' }}>
          <b className="semi">{isSending ? words.smtpLater : `${words.steps[step.name]}.`}</b>{' '}
          {language === 'es' ? step.detail : step.detailEn}
          {!isSending && <div className="xs faint">{words.dnsAdvice}</div>}
        </div>
      </div>
    </li>
  );
}

/** Nobody was asked, or nobody answered. */
const unknown = ['not-asked', 'no-answer', 'sender-not-checked', 'selector-unknown'];

function Passed({ step }: { readonly step: Step }) {
  const words = useMailWords();
  const format = useFormats();
  const { language } = useLanguage();
  const isUnknown = unknown.includes(step.code ?? '');
  return (
    <li>
      <TrafficState state={isUnknown ? 'none' : 'met'} />
      <span className="grow" style={{ overflowWrap: 'anywhere' }}>
        {isUnknown && `${words.steps[step.name]}: `}
        {language === 'es' ? step.detail : step.detailEn}
      </span>
      {step.seconds >= 0.05 && <span className="faint xs">{words.seconds(format.number(step.seconds, 1))}</span>}
    </li>
  );
}

function Failed({ step }: { readonly step: Step }) {
  const words = useMailWords();
  const format = useRealFormats();
  const { language } = useLanguage();
  return (
    <li className={s.failed}>
      <div className="note bad" role="alert">
        <IconX aria-hidden="true" />
        <div className="grow">
          <b className="semi">{words.steps[step.name]}.</b> {language === 'es' ? step.detail : step.detailEn}
          <div className="xs faint">{words.triedAt(format.time(realNow()))}</div>
        </div>
      </div>
    </li>
  );
}
