import { Fragment } from 'react';
import type { MentionItem } from '#desk/shapes';
import { usePerson } from '../shell/session.ts';
import s from './desk.module.css';
import { LinkedText } from './LinkedText.tsx';

/** A note's text with whom it names; the reader's own name stands out more. */
export function MentionedText({ text, mentions }: { readonly text: string; readonly mentions: readonly MentionItem[] }) {
  const me = usePerson().id;
  const starts = [0, ...mentions.map((one) => one.to)];
  return starts.map((from, i) => {
    const next = mentions[i];
    return (
      <Fragment key={from}>
        <LinkedText text={text.slice(from, next?.from)} />
        {next && (
          <b className={`${s.mention} ${next.id === me ? s.ofMe : ''}`} title={next.name}>
            {text.slice(next.from, next.to)}
          </b>
        )}
      </Fragment>
    );
  });
}
