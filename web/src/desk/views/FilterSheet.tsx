import { Modal } from '@mantine/core';
import type { View } from '../api.ts';
import FilterForm from './FilterForm.tsx';
import type { FilterControl } from './useFilter.ts';
import s from './views.module.css';
import { useViewWords } from './words.ts';

interface SheetProps {
  readonly view: View;
  readonly control: FilterControl;
  readonly onClose: () => void;
}

/** The same on a telephone: a sheet from below. */
export default function FilterSheet({ view, control, onClose }: SheetProps) {
  const words = useViewWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.filters}
      size="100%"
      closeButtonProps={{ 'aria-label': words.done }}
      classNames={{ inner: s.sheetInner as string, content: s.sheet as string }}
    >
      <FilterForm view={view} control={control} onDone={onClose} />
    </Modal>
  );
}
