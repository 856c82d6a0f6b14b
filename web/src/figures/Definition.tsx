import { Popover } from '@mantine/core';
import { definitions, type MeasureId } from '#metrics/definition.rules';
import { useState } from 'react';
import { useLanguage } from '../i18n/words.ts';
import type { FigureId } from './api.ts';
import s from './figures.module.css';
import { useFigureWords } from './words.ts';

interface DefinitionProps {
  readonly id: FigureId | MeasureId;
  /** Another name than its own, where it stands under a head that says the rest. */
  readonly name?: string;
}

/** A figure's name, which opens what it counts. */
export function Defined({ id, name }: DefinitionProps) {
  const words = useFigureWords();
  const { language } = useLanguage();
  const [isShown, setShown] = useState(false);
  const said = definitions[language][id];
  return (
    <Popover opened={isShown} onChange={setShown} position="bottom-start" width={320} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className={s.defined} title={words.define(said.name)} onClick={() => setShown(!isShown)}>
          {name ?? said.name}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={s.definition} tabIndex={-1} data-autofocus>
          <b>{said.name}</b>
          {said.text}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
