import { Popover } from '@mantine/core';
import { IconArrowsSort, IconFilter, IconX } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useMedia } from '../../design/media.ts';
import { useCommands } from '../../shell/commands.ts';
import type { View } from '../api.ts';
import { asksWhoMoves, orderOf } from '../filter.ts';
import { useDeskWords } from '../words.ts';
import { type Chip, useChips } from './chips.ts';
import type { FilterControl } from './useFilter.ts';
import s from './views.module.css';
import { useViewWords } from './words.ts';

const FilterForm = lazy(() => import('./FilterForm.tsx'));
const FilterSheet = lazy(() => import('./FilterSheet.tsx'));

interface BarProps {
  readonly view: View;
  readonly control: FilterControl;
}

/** What narrows the list: who has to move next at one press, the rest behind «Filtros», each part as a chip to take away. */
export function FilterBar({ view, control, children }: BarProps & { readonly children: ReactNode }) {
  const words = useViewWords();
  const asksWho = asksWhoMoves(view);
  const chips = useChips(control, asksWho);
  return (
    <div className={s.bar} role="group" aria-label={words.filters}>
      {asksWho && <WhoMoves control={control} />}
      <FilterButton count={chips.length} view={view} control={control} />
      {chips.map((chip) => (
        <FilterChip key={chip.part} chip={chip} onRemove={() => control.change({ [chip.part]: '' })} />
      ))}
      {children}
    </div>
  );
}

function WhoMoves({ control: { filter, change } }: { readonly control: FilterControl }) {
  const words = useViewWords();
  const sides = [
    ['us', words.us, words.waitsForUs],
    ['them', words.them, words.waitsForThem],
  ] as const;
  return sides.map(([side, label, full]) => (
    <button
      key={side}
      type="button"
      className={s.side}
      aria-pressed={filter.waitsFor === side}
      title={full}
      onClick={() => change({ waitsFor: filter.waitsFor === side ? '' : side })}
    >
      {label}
    </button>
  ));
}

function FilterButton({ count, view, control }: BarProps & { readonly count: number }) {
  const words = useViewWords();
  const desk = useDeskWords();
  const isNarrow = useMedia('(max-width: 639px)');
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  useCommands([
    { id: 'list.filter', title: words.openFilters, section: desk.conversations, keys: 'f', icon: IconFilter, run: () => setOpen(true) },
  ]);
  const button = (
    <button
      type="button"
      className={s.filterButton}
      aria-label={count > 0 ? words.filtersOn(count) : words.filters}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-keyshortcuts="F"
      onClick={() => setOpen(!isOpen)}
    >
      <IconFilter aria-hidden="true" />
      {words.filters}
    </button>
  );
  if (isNarrow) {
    return (
      <>
        {button}
        <Suspense fallback={null}>{isOpen && <FilterSheet view={view} control={control} onClose={close} />}</Suspense>
      </>
    );
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown aria-label={words.filters}>
        <Suspense fallback={<div style={{ minHeight: 320 }} />}>
          <FilterForm view={view} control={control} onDone={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterChip({ chip, onRemove }: { readonly chip: Chip; readonly onRemove: () => void }) {
  const words = useViewWords();
  return (
    <button type="button" className={s.chip} aria-label={words.remove(chip.label)} title={words.remove(chip.label)} onClick={onRemove}>
      <span className="trunc">{chip.label}</span>
      <IconX aria-hidden="true" />
    </button>
  );
}

/** The order of the list, and the other one at a press. */
export function OrderButton({ view, control: { filter, change } }: BarProps) {
  const words = useViewWords();
  const order = orderOf(view, filter);
  const names = { due: words.dueFirst, last: words.newestFirst };
  const other = order === 'due' ? 'last' : 'due';
  const isOwn = orderOf(view, { order: '' }) === other;
  return (
    <button
      type="button"
      className={s.order}
      aria-label={words.changeOrder(names[order], names[other])}
      title={words.changeOrder(names[order], names[other])}
      onClick={() => change({ order: isOwn ? '' : other })}
    >
      {names[order]}
      <IconArrowsSort aria-hidden="true" />
    </button>
  );
}
