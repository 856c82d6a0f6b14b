import { sentenceOf } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { usePreview } from './preview.ts';

interface MovesProps {
  readonly change: unknown;
  /** The change is being made. */
  readonly isDecided: boolean;
  readonly isBig?: boolean;
}

/** «Mueve 41 plazos», before anything is decided. */
export function Moves({ change, isDecided, isBig = false }: MovesProps) {
  const words = useSettingsWords();
  const format = useFormats();
  const { data, error, isFetching } = usePreview(change, isDecided);
  if (change === null) return null;
  const said =
    error !== null
      ? sentenceOf(error)
      : data === undefined || isFetching
        ? words.calculating
        : words.moves(format.number(data.moved), data.moved === 1);
  return (
    <span className={isBig && data && !error ? s.big : 'sm muted'} role="status">
      {said}
    </span>
  );
}
