import type { MessageItem } from './api.ts';
import { useDeskWords } from './words.ts';

/** Where a message lies, if in another conversation that is shown in the open one. */
export function Origin({ message: { origin } }: { readonly message: MessageItem }) {
  const words = useDeskWords();
  return (
    origin && (
      <span className="chip line" title={words.liesIn(origin.number)}>
        {origin.number}
      </span>
    )
  );
}
