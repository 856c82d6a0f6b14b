import { IconMail, IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { conversationPath } from '../desk/address.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { FoundConversation, Fragment } from './api.ts';
import s from './search.module.css';
import { useSearchWords } from './words.ts';

/** A conversation with the places where what was typed stands. */
export function Hit({ hit, isChosen }: { readonly hit: FoundConversation; readonly isChosen: boolean }) {
  const words = useSearchWords();
  const format = useFormats();
  const lastAt = Date.parse(hit.lastAt);
  const isInAttachment = hit.matched === 'attachment';
  return (
    <li>
      <Link to={conversationPath(hit.id)} className={`${s.hit} ${isChosen ? s.chosen : ''}`} data-hit>
        <IconMail aria-hidden="true" />
        <span className="grow">
          <span className={s.subject}>{hit.subjectMarks ? <Marked fragment={hit.subjectMarks} /> : hit.subject || hit.number}</span>
          <span className={s.who}>
            {hit.number} · {hit.requester.name || hit.requester.email}
            {hit.matched === 'number' && ` · ${words.byNumber}`}
            {hit.mergedInto && ` · ${words.mergedInto(hit.mergedInto.number)}`}
          </span>
          {differing(hit.highlight).map((fragment, index) =>
            isInAttachment ? (
              <span key={fragment.text} className={s.attachment}>
                <IconPaperclip aria-hidden="true" />
                <span className="trunc">
                  <Marked fragment={fragment} />
                </span>
                {index === 0 && <span className="faint">{words.inAttachment}</span>}
              </span>
            ) : (
              <span key={fragment.text} className={s.excerpt}>
                <Marked fragment={fragment} />
              </span>
            ),
          )}
          {hit.highlight.length === 0 && hit.preview && <span className={s.excerpt}>{hit.preview}</span>}
        </span>
        <span className={s.right}>
          {hit.isOverdue ? <span className="chip bad">{words.overdue}</span> : <span className="chip">{words.states[hit.state]}</span>}
          <span title={format.full(lastAt)}>
            {format.date(lastAt)} {format.time(lastAt)}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** What an area wrote and what was forwarded of it say the same: once is enough. */
function differing(fragments: readonly Fragment[]): readonly Fragment[] {
  return [...new Map(fragments.map((one) => [one.text, one])).values()];
}

function Marked({ fragment: { text, marks } }: { readonly fragment: Fragment }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}
