import type { RefObject } from 'react';
import s from '../settings.module.css';
import { useTemplateWords } from './words.ts';

interface ButtonsProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Those of a signature belong to whoever signs, not to a conversation. */
  readonly isSignature?: boolean;
  /** Whether something may be left to be filled each time. */
  readonly hasBlanks?: boolean;
}

const ofWhoSigns = ['operador', 'departamento', 'institución', 'siglas'] as const;

/** What a text may name: each button puts its name where one writes. */
export function VariableButtons({ field, text, onText, isSignature = false, hasBlanks = false }: ButtonsProps) {
  const words = useTemplateWords();
  const all = Object.keys(words.means) as (keyof typeof words.means)[];
  const names = isSignature ? ofWhoSigns : all;
  const put = (name: string): void => {
    const { selectionStart: start = text.length, selectionEnd: end = start } = field.current ?? {};
    const said = `{{${name}}}`;
    onText(`${text.slice(0, start)}${said}${text.slice(end)}`);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + said.length, start + said.length);
    });
  };
  return (
    <div role="group" aria-label={words.variables} className={s.variables}>
      {names.map((name) => (
        <button key={name} type="button" className="btn s" title={words.means[name]} aria-label={words.put(name)} onClick={() => put(name)}>
          <span lang="es">{name}</span>
        </button>
      ))}
      {hasBlanks && (
        <button
          type="button"
          className="btn s"
          title={words.blankMeans}
          aria-label={words.put(words.blank)}
          onClick={() => put(words.blank)}
        >
          {words.blank}
        </button>
      )}
    </div>
  );
}
