import { type ReactNode, useId } from 'react';
import s from './contacts.module.css';

interface SectionProps {
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a card, with what can be done there beside its name. */
export function Section({ title, text, action, children }: SectionProps) {
  const id = useId();
  return (
    <section className={`card ${s.section}`} aria-labelledby={id}>
      <header className={s.sectionHead}>
        <div className="grow">
          <h2 id={id}>{title}</h2>
          {text && <span className="xs faint">{text}</span>}
        </div>
        {action}
      </header>
      <div className={s.sectionBody}>{children}</div>
    </section>
  );
}
