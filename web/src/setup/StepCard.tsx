import { type ReactNode, useEffect, useRef } from 'react';
import { TrafficState } from '../design/TrafficState.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

export const stepNames = ['institution', 'schedule', 'mail', 'people', 'done'] as const;
export type StepName = (typeof stepNames)[number];

/** One step of the set-up: where one is among the five, and the step itself. */
export function StepCard({ step, children }: { readonly step: StepName; readonly children: ReactNode }) {
  const words = useSetupWords();
  const card = useRef<HTMLElement>(null);
  const at = stepNames.indexOf(step);
  useEffect(() => {
    if (at > 0) card.current?.focus({ preventScroll: true });
  }, [at]);
  return (
    <section className="card" ref={card} tabIndex={-1} style={{ outline: 'none' }} aria-label={words.steps[step]}>
      <div className={s.in}>
        <ol className={s.steps} aria-label={words.stepsLabel}>
          {stepNames.map((name, index) => {
            const isDone = index < at || step === 'done';
            return (
              <li key={name} className={isDone ? s.done : undefined} aria-current={index === at ? 'step' : undefined}>
                <TrafficState state={isDone ? 'met' : index === at ? 'running' : 'pending'} />
                <span>{words.steps[name]}</span>
              </li>
            );
          })}
        </ol>
        {children}
      </div>
    </section>
  );
}
