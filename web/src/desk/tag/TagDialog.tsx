import { Modal } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { TagChip } from '../../design/TagChip.tsx';
import { Notice, sentenceOf } from '../../design/Trouble.tsx';
import { type Conversation, conversationKey } from '../api.ts';
import c from '../composer.module.css';
import type { DialogProps } from '../dialogs.ts';
import { type BornTag, fetchTags, makeTag, putTag, type TagItem, tagsKey, takeTagOff } from './api.ts';
import { foundTags, isNamed } from './found.ts';
import s from './tag.module.css';
import { useTagWords } from './words.ts';

const colours = ['grey', 'indigo', 'blue', 'violet', 'pink', 'brown'] as const;

/** Tags by typing: the nearest one is put or taken off with Enter, and a new one made where there is none. */
export default function TagDialog({ conversation, onClose }: DialogProps) {
  const words = useTagWords();
  const { number, tags: born } = conversation;
  const { data, error } = useQuery({ queryKey: tagsKey, queryFn: fetchTags });
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { toggle, create, attempt } = useTagging(conversation);
  const items = data?.items ?? [];
  const found = foundTags(items, typed);
  const mayMake = data?.mayMake === true && typed.trim() !== '' && !isNamed(items, typed);
  const last = found.length - 1 + Number(mayMake);
  const current = Math.min(at, last);
  const act = async (index: number): Promise<void> => {
    const tag = found[index];
    const isDone = await (tag ? toggle(tag) : create(typed.trim(), colours[items.length % colours.length] as BornTag['colour']));
    if (!isDone) return;
    setTyped('');
    setAt(0);
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(current + 1, last));
    else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0));
    else if (event.key === 'Enter' && current >= 0) void act(current);
    else return;
    event.preventDefault();
  };
  const isOn = (tag: TagItem) => born.some((one) => one.id === tag.id);
  return (
    <Modal opened onClose={onClose} title={words.title(number)} size={420} closeButtonProps={{ 'aria-label': words.close }}>
      <input
        data-autofocus
        className={`${c.find} ${s.find}`}
        role="combobox"
        aria-expanded="true"
        aria-controls="tags"
        aria-activedescendant={current >= 0 ? `tag-option-${current}` : undefined}
        aria-label={data?.mayMake === false ? words.findOnly : words.find}
        placeholder={data?.mayMake === false ? words.findOnly : words.find}
        maxLength={40}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={hear}
      />
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
      {data && found.length === 0 && !mayMake && <Nothing typed={typed.trim()} mayMake={data.mayMake} />}
      <div id="tags" role="listbox" aria-multiselectable="true" aria-label={words.tags} className={c.options}>
        {found.map((tag, index) => (
          <div
            key={tag.id}
            id={`tag-option-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={isOn(tag)}
            className={`${s.option} ${index === current ? s.current : ''}`}
            onClick={() => void act(index)}
            onKeyDown={hear}
          >
            <TagChip name={tag.name} colour={tag.colour} />
            {tag.merged.length > 0 && (
              <span className="xs faint trunc">{words.alsoNamed(tag.merged.map((one) => one.name).join(', '))}</span>
            )}
            <span className="grow" />
            {isOn(tag) && <IconCheck aria-hidden="true" className="sm" />}
          </div>
        ))}
        {mayMake && (
          <div
            id={`tag-option-${found.length}`}
            role="option"
            tabIndex={-1}
            aria-selected="false"
            className={`${s.option} ${found.length === current ? s.current : ''}`}
            onClick={() => void act(found.length)}
            onKeyDown={hear}
          >
            <IconPlus aria-hidden="true" className="sm" />
            {words.create(typed.trim())}
          </div>
        )}
      </div>
      <Failure attempt={attempt} />
      <div className="row between" style={{ marginTop: 12 }}>
        <span className="xs muted">{words.hint}</span>
        <button type="button" className="btn s" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Modal>
  );
}

function Nothing({ typed, mayMake }: { readonly typed: string; readonly mayMake: boolean }) {
  const words = useTagWords();
  const text = typed === '' ? (mayMake ? words.none : words.noneClosed) : mayMake ? words.notFound(typed) : words.notFoundClosed(typed);
  return (
    <p className="sm muted" role="status" style={{ marginTop: 8 }}>
      {text}
    </p>
  );
}

/** Puts, takes off and makes tags; what was done is shown before the server has said so. */
function useTagging({ id, tags }: Conversation) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const show = (next: readonly BornTag[]): void =>
    void client.setQueryData<Conversation>(conversationKey(id), (data) => data && { ...data, tags: [...next] });
  const settle = async (work: () => Promise<unknown>): Promise<boolean> => {
    const isDone = await attempt.run(work);
    void client.invalidateQueries({ queryKey: conversationKey(id) });
    return isDone;
  };
  return {
    attempt,
    toggle(tag: TagItem): Promise<boolean> {
      const isOn = tags.some((one) => one.id === tag.id);
      show(isOn ? tags.filter((one) => one.id !== tag.id) : [...tags, { id: tag.id, name: tag.name, colour: tag.colour }]);
      return settle(() => (isOn ? takeTagOff(id, tag.id) : putTag(id, tag.id)));
    },
    create: (name: string, colour: BornTag['colour']): Promise<boolean> =>
      settle(async () => {
        const made = await makeTag(name, colour);
        await putTag(id, made.id);
        await client.invalidateQueries({ queryKey: tagsKey });
      }),
  };
}
