import { useDesignWords } from './words.ts';

const tones = ['', 'b', 'c', 'd'];

function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const letters = parts.length > 1 ? [parts[0], parts.length > 2 ? parts[parts.length - 2] : parts[1]] : [parts[0]];
  return letters
    .map((part) => [...(part ?? '?')][0] ?? '?')
    .join('')
    .toLocaleUpperCase('es');
}

/** Initials in a tone that stays with the name. Decoration beside the written name; alone, give it `title`. */
export function Avatar({ name, size, title }: { readonly name: string | null; readonly size?: 's' | 'l'; readonly title?: string }) {
  const words = useDesignWords();
  const sized = size ? ` ${size}` : '';
  if (name === null) {
    return (
      <i className={`avatar none${sized}`} title={words.unassigned}>
        <span className="sr">{words.unassigned}</span>
      </i>
    );
  }
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1009;
  // Drawn, not written: beside the name the letters would only be noise to a screen reader.
  return (
    <i
      className={`avatar ${tones[sum % tones.length]}${sized}`}
      data-letters={initialsOf(name)}
      title={title}
      {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
    />
  );
}
