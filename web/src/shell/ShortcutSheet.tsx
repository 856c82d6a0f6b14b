import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { singleKeysAreOn, useAllCommands } from './commands.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

/** Every key that does something on this page. */
export default function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const words = useShellWords();
  const withKeys = useAllCommands().filter(({ keys }) => keys !== undefined);
  const sections = Map.groupBy(withKeys, ({ section }) => section);
  return (
    <Modal opened onClose={onClose} title={words.shortcuts} size="lg" closeButtonProps={{ 'aria-label': words.close }}>
      {!singleKeysAreOn() && <p className="note">{words.shortcutsOff}</p>}
      <div className={s.keys}>
        {[...sections].map(([section, commands]) => (
          <Fragment key={section}>
            <h3>{section}</h3>
            {commands.map(({ id, title, keys = '' }) => (
              <div key={id}>
                <span>{title}</span>
                <Keys keys={keys} />
              </div>
            ))}
          </Fragment>
        ))}
      </div>
    </Modal>
  );
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
