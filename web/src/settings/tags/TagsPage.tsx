import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { post, remove } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { TagChip } from '../../design/TagChip.tsx';
import { taggedPath } from '../../desk/filter.ts';
import { fetchTags, type TagItem, type Tags, tagsKey } from '../../desk/tag/api.ts';
import { useTagNews } from '../../desk/tag/news.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { Card } from '../Card.tsx';
import { AddButton, Entry, NothingYet } from '../Entry.tsx';
import { useSetting } from '../control/SettingFields.tsx';
import s from '../settings.module.css';
import { MergeForm } from './MergeForm.tsx';
import { TagForm } from './TagForm.tsx';
import { useTagSettingsWords } from './words.ts';

/** What conversations are about: the tags, what was merged into each, and who makes new ones. */
export default function TagsPage() {
  const words = useTagSettingsWords();
  const client = useQueryClient();
  const may = useMay();
  const tags = useQuery({ queryKey: tagsKey, queryFn: fetchTags });
  const [isOpen, setOpen] = useState(false);
  useTagNews();
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: tagsKey });
  const items = tags.data?.items ?? [];
  return (
    <div className="stack">
      <Card
        title={words.tags}
        sub={words.sub}
        query={tags}
        height={240}
        actions={tags.data?.mayMake && !isOpen && <AddButton onClick={() => setOpen(true)}>{words.add}</AddButton>}
      >
        {isOpen && <TagForm tag={null} onClose={() => setOpen(false)} onSaved={changed} />}
        {items.length === 0 && !isOpen && <NothingYet title={words.none}>{words.noneText}</NothingYet>}
        <ul className={s.entries}>
          {items.map((tag) => (
            <TagRow key={tag.id} tag={tag} others={items.filter((one) => one.id !== tag.id)} onChanged={changed} />
          ))}
        </ul>
      </Card>
      {tags.data && may('tags.change') && <WhoMakes tags={tags.data} onChanged={changed} />}
    </div>
  );
}

interface RowProps {
  readonly tag: TagItem;
  readonly others: readonly TagItem[];
  readonly onChanged: () => Promise<unknown>;
}

function TagRow({ tag, others, onChanged }: RowProps) {
  const words = useTagSettingsWords();
  const may = useMay();
  const attempt = useAttempt();
  const [open, setOpen] = useState<'edit' | 'merge' | null>(null);
  const { id, name, colour, uses, merged } = tag;
  const then = (work: () => Promise<unknown>): Promise<boolean> =>
    attempt.run(async () => {
      await work();
      await onChanged();
    });
  const takeAway = async (): Promise<void> => {
    if (!(await then(() => remove(`/tags/${id}`)))) return;
    say(words.removed(name), { action: { label: words.undo, run: () => void then(() => post(`/tags/${id}/restoration`)) } });
  };
  const toggle = (form: 'edit' | 'merge') => () => setOpen(open === form ? null : form);
  return (
    <Entry
      attempt={attempt}
      about={
        <span style={{ minWidth: 0 }}>
          <TagChip name={name} colour={colour} />
          <Link className="xs" style={{ display: 'block', marginTop: 4 }} to={taggedPath(id)}>
            {words.uses(uses >= 1000 ? '1,000+' : String(uses))}
          </Link>
        </span>
      }
      actions={
        may('tags.change') && (
          <>
            <button
              type="button"
              className="btn s"
              aria-label={words.editOf(name)}
              aria-expanded={open === 'edit'}
              onClick={toggle('edit')}
            >
              {words.edit}
            </button>
            {others.length > 0 && (
              <button
                type="button"
                className="btn s"
                aria-label={words.mergeOf(name)}
                aria-expanded={open === 'merge'}
                onClick={toggle('merge')}
              >
                {words.merge}
              </button>
            )}
            <button type="button" className="btn s quiet" aria-label={words.removeOf(name)} onClick={() => void takeAway()}>
              {words.remove}
            </button>
          </>
        )
      }
      down={
        merged.length > 0 && (
          <div className={`row ${s.entryDown}`} style={{ flexWrap: 'wrap' }}>
            <span className="xs muted">{words.mergedHere}</span>
            {merged.map((one) => (
              <span key={one.id} className="row">
                <span className="chip">{one.name}</span>
                {may('tags.change') && (
                  <button
                    type="button"
                    className="btn s quiet"
                    aria-label={words.separate(one.name)}
                    onClick={() => void then(() => remove(`/tags/${one.id}/merge`))}
                  >
                    {words.separateShort}
                  </button>
                )}
              </span>
            ))}
          </div>
        )
      }
    >
      {open === 'edit' && <TagForm key={tag.version} tag={tag} onClose={() => setOpen(null)} onSaved={onChanged} />}
      {open === 'merge' && <MergeForm tag={tag} others={others} onClose={() => setOpen(null)} onSaved={onChanged} />}
    </Entry>
  );
}

function WhoMakes({ tags, onChanged }: { readonly tags: Tags; readonly onChanged: () => Promise<unknown> }) {
  const words = useTagSettingsWords();
  const { attempt, keep } = useSetting('desk.tags_closed');
  const [wished, setWished] = useState<boolean | null>(null);
  const close = async (isClosed: boolean): Promise<void> => {
    setWished(isClosed);
    if (await keep(isClosed)) await onChanged();
    setWished(null);
  };
  return (
    <Card title={words.whoMakes}>
      <div className="in">
        <label className={s.check}>
          <input type="checkbox" checked={wished ?? tags.isClosed} onChange={(event) => void close(event.currentTarget.checked)} />
          {words.closed}
        </label>
        <p className="xs muted" style={{ marginTop: 4 }}>
          {words.closedText}
        </p>
        <Failure attempt={attempt} />
      </div>
    </Card>
  );
}
