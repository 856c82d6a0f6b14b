import { Modal } from '@mantine/core';
import { IconArrowRight, IconMail, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { Kbd } from '../design/Kbd.tsx';
import { conversationPath } from '../desk/address.ts';
import { searchConversations } from '../desk/api.ts';
import { plain } from '../i18n/text.ts';
import { type Command, useAllCommands } from './commands.ts';
import { useMay } from './session.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** Ctrl K: what can be done here, pages, and conversations by any of their words. */
export default function Palette({ onClose, onHelp }: PaletteProps) {
  const words = useShellWords();
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { entries, isSearching } = useEntries(text);
  const active = Math.min(chosen, entries.length - 1);
  const run = (entry: Command | undefined): void => {
    if (!entry) return;
    onClose();
    // The page behind must be itself again before a command moves the focus in it.
    setTimeout(() => entry.run());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((active + step + entries.length) % Math.max(entries.length, 1));
    else if (event.key === 'Enter') run(entries[active]);
    else if (event.key === '?' && text === '') onHelp();
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={660}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': words.palette } }}
      transitionProps={{ duration: 0 }}
    >
      <div className={s.palette}>
        <div className={s.paletteInput}>
          <IconSearch aria-hidden="true" className="lg" />
          <input
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={entries[active] ? `${listId}-${active}` : undefined}
            aria-label={words.palette}
            placeholder={words.palettePlaceholder}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
            autoComplete="off"
            spellCheck={false}
          />
          <Kbd>Esc</Kbd>
        </div>
        <div id={listId} role="listbox" aria-label={words.palette} className={s.paletteList}>
          {entries.map((entry, index) => (
            <Entry
              key={`${entry.section}|${entry.id}`}
              id={`${listId}-${index}`}
              entry={entry}
              text={text}
              isActive={index === active}
              heading={entries[index - 1]?.section === entry.section ? null : entry.section}
              onPoint={() => setChosen(index)}
              onRun={() => run(entry)}
            />
          ))}
        </div>
        <span className="sr" role="status">
          {isSearching ? words.searching : entries.length === 0 ? words.nothing : ''}
        </span>
        {entries.length === 0 && <p className={s.paletteHead}>{isSearching ? words.searching : words.nothing}</p>}
        <div className={s.paletteFoot}>
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> {words.move}
          </span>
          <span>
            <Kbd>↵</Kbd> {words.act}
          </span>
          <span style={{ marginLeft: 'auto' }}>
            <Kbd>?</Kbd> {words.typeHelp}
          </span>
        </div>
      </div>
    </Modal>
  );
}

interface EntryProps {
  readonly id: string;
  readonly entry: Command;
  readonly text: string;
  readonly isActive: boolean;
  readonly heading: string | null;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function Entry({ id, entry, text, isActive, heading, onPoint, onRun }: EntryProps) {
  const Icon = entry.icon ?? IconArrowRight;
  return (
    <>
      {heading !== null && (
        <div className={s.paletteHead} role="presentation">
          {heading}
        </div>
      )}
      {/* The keyboard is the input's: options are pointed at by aria-activedescendant. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        className={s.option}
        onPointerMove={onPoint}
        onClick={onRun}
        onKeyDown={undefined}
        ref={(element) => {
          if (isActive) element?.scrollIntoView({ block: 'nearest' });
        }}
      >
        <Icon aria-hidden="true" />
        <span className="grow trunc" title={entry.who ? `${entry.title} · ${entry.who}` : entry.title}>
          {marked(entry.title, text)}
          {entry.who && <span className="muted"> · {marked(entry.who, text)}</span>}
        </span>
        {entry.hint && <span className="xs faint nowrap">{entry.hint}</span>}
        {entry.keys && (
          <span className="nowrap">
            {entry.keys.split(' ').map((key) => (
              <Kbd key={key}>{key.toUpperCase()}</Kbd>
            ))}
          </span>
        )}
      </div>
    </>
  );
}

function useEntries(text: string): { entries: readonly Command[]; isSearching: boolean } {
  const words = useShellWords();
  const navigate = useNavigate();
  const may = useMay();
  const commands = useAllCommands();
  const asked = useDeferredValue(text.trim());
  const search = useQuery({
    queryKey: ['search', 'palette', asked],
    queryFn: ({ signal }) => searchConversations({ q: asked, limit: 6 }, signal),
    enabled: asked.length >= 2 && may('conversations.read'),
    placeholderData: (before) => before,
  });
  const entries = useMemo(() => {
    const parts = plain(text).split(/\s+/).filter(Boolean);
    const fitting = commands.filter(
      (command) => !command.isSilent && parts.every((part) => plain(`${command.section} ${command.title}`).includes(part)),
    );
    const found = (asked.length >= 2 ? (search.data?.items ?? []) : []).map(
      (item): Command => ({
        id: item.id,
        title: item.subject || item.number,
        who: item.requester.name || item.requester.email,
        hint: item.number,
        section: words.conversations,
        icon: IconMail,
        run: () => void navigate(conversationPath(item.id)),
      }),
    );
    const all: Command[] =
      asked.length >= 2 && may('conversations.read')
        ? [
            {
              id: 'all',
              title: words.searchAll(asked),
              section: words.conversations,
              icon: IconSearch,
              run: () => void navigate(`/buscar?q=${encodeURIComponent(asked)}`),
            },
          ]
        : [];
    return [...grouped(fitting).slice(0, 12), ...found, ...all];
  }, [commands, text, asked, search.data, words, navigate, may]);
  return { entries, isSearching: search.isFetching };
}

function grouped(commands: readonly Command[]): Command[] {
  return [...Map.groupBy(commands, ({ section }) => section).values()].flat();
}

function marked(title: string, text: string): ReactNode {
  const part = plain(text.trim().split(/\s+/)[0] ?? '');
  const at = part ? plain(title).indexOf(part) : -1;
  if (at < 0) return title;
  return (
    <>
      {title.slice(0, at)}
      <mark>{title.slice(at, at + part.length)}</mark>
      {title.slice(at + part.length)}
    </>
  );
}
