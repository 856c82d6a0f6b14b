import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import c from './composer.module.css';
import { useComposerWords } from './composer-words.ts';
import { findAddresses, type KnownAddress } from './draft-api.ts';
import { beingTyped, completed } from './recipients.ts';

interface FieldProps {
  readonly label: string;
  readonly conversation: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hasFocus?: boolean;
}

/** A list of addresses as it is typed; those that are known are offered, and taken with Enter or Tab. */
export function AddressField({ label, conversation, value, onChange, hasFocus = false }: FieldProps) {
  const words = useComposerWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const typed = beingTyped(value);
  const { data } = useQuery({
    queryKey: ['desk', 'addresses', conversation, typed],
    queryFn: ({ signal }) => findAddresses(typed, conversation, signal),
    enabled: isOpen && typed.length > 1,
    staleTime: 60_000,
  });
  const found = isOpen && typed.length > 1 ? (data?.items ?? []).filter((one) => one.email.toLowerCase() !== typed.toLowerCase()) : [];
  const current = found[Math.min(at, found.length - 1)];
  const take = (one: KnownAddress): void => {
    onChange(completed(value, one.email));
    setOpen(false);
  };
  const move = (event: KeyboardEvent): void => {
    if (!current || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((at + found.length - 1) % found.length);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) take(current);
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={c.address}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-found`}
        aria-activedescendant={current && `${id}-${current.email}`}
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: its author has just asked for it
        autoFocus={hasFocus}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={move}
      />
      <div id={`${id}-found`} role="listbox" aria-label={words.knownAddresses} className={found.length > 0 ? c.addresses : c.none}>
        {found.map((one) => (
          <div
            key={one.email}
            id={`${id}-${one.email}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === current}
            className={c.option}
            onMouseDown={(event) => {
              event.preventDefault();
              take(one);
            }}
          >
            <b>
              <i>{one.name || one.email}</i>
              <em className="xs muted">{words.addressKinds[one.kind]}</em>
            </b>
            {one.name !== '' && <span>{one.email}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
