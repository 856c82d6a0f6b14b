import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { singleKeysAreOn } from './commands.ts';
import { pages } from './pages.ts';
import { useMay } from './session.ts';
import s from './shell.module.css';
import { type Place, shortcuts } from './shortcuts.ts';
import { useShellWords } from './words.ts';

interface Line {
  readonly keys: string;
  readonly title: string;
}

/** Every key that does something for this person, and where. */
export default function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const words = useShellWords();
  const sections = useSections();
  return (
    <Modal opened onClose={onClose} title={words.shortcuts} size="lg" closeButtonProps={{ 'aria-label': words.close }}>
      {!singleKeysAreOn() && <p className="note">{words.shortcutsOff}</p>}
      <div className={s.keys}>
        {sections.map(([title, lines]) => (
          <Fragment key={title}>
            <h3>{title}</h3>
            {lines.map((line) => (
              <div key={line.title}>
                <span>{line.title}</span>
                <Keys keys={line.keys} />
              </div>
            ))}
          </Fragment>
        ))}
      </div>
    </Modal>
  );
}

function useSections(): readonly (readonly [string, readonly Line[]])[] {
  const words = useShellWords();
  const may = useMay();
  const at = (place: Place): Line[] =>
    shortcuts[place].filter(({ needs }) => needs === undefined || may(needs)).map(({ keys, what }) => ({ keys, title: words.keys[what] }));
  const going = pages.filter(({ needs }) => needs.some(may)).map(({ keys, word }) => ({ keys, title: words[word] }));
  const sections = [
    [words.everywhere, at('everywhere')],
    [`${words.goTo}…`, going],
    [words.keyPlaces.lists, at('lists')],
    [words.keyPlaces.conversation, at('conversation')],
    [words.keyPlaces.writing, at('writing')],
  ] as const;
  return sections.filter(([, lines]) => lines.length > 0);
}

function Keys({ keys }: { readonly keys: string }) {
  const words = useShellWords();
  return (
    <span className="nowrap">
      <span className="sr">{keys}</span>
      {keys.split(' ').map((key, index) => (
        <Fragment key={key}>
          {index > 0 && (
            <span className="xs faint" aria-hidden="true">
              {' '}
              {words.afterwards}{' '}
            </span>
          )}
          <Kbd>{key.length === 1 ? key.toUpperCase() : key === 'Escape' ? 'Esc' : key}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
