import type { TagColour } from '#desk/shapes';
import s from './tag.module.css';

export type { TagColour };

/** What a conversation is about: its name, beside a dot that only helps the eye. */
export function TagChip({ name, colour }: { readonly name: string; readonly colour: TagColour }) {
  return (
    <span className={`chip line ${s.tag}`}>
      <i className={s[colour]} aria-hidden="true" />
      <span className="trunc">{name}</span>
    </span>
  );
}
