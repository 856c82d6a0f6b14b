import type { Doing } from '#desk/shapes';
import { Avatar } from '../design/Avatar.tsx';
import s from './desk.module.css';
import { usePresence } from './presence.ts';
import { useDeskWords } from './words.ts';

const kinds = ['replying', 'noting', 'reading'] as const satisfies readonly Doing[];

/** Who else has the conversation open, and what they do. */
export default function PresenceLine({ id, doing }: { readonly id: string; readonly doing: Doing }) {
  const words = useDeskWords();
  const others = usePresence(id, doing);
  const said = kinds.flatMap((kind) => {
    const names = others.filter((one) => one.doing === kind).map((one) => one.name);
    return names.length === 0 ? [] : [words.present[kind](names)];
  });
  return (
    <span role="status" className={s.present}>
      {others.slice(0, 3).map((one) => (
        <Avatar key={one.id} name={one.name} size="s" />
      ))}
      {said.join(' · ')}
    </span>
  );
}
