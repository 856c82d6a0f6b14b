import { definitions } from '#metrics/definition.rules';
import { Link, useSearchParams } from 'react-router';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import type { FigureId } from './api.ts';
import { behindPath, type Question } from './question.ts';
import { useFigureWords } from './words.ts';

interface FigureLinkProps {
  readonly figure: FigureId;
  readonly count: number | undefined;
  /** The line it belongs to: narrows the question. */
  readonly line?: Partial<Question>;
  readonly who?: string;
}

/** A count that opens its rows; nothing to open behind a zero. */
export function FigureLink({ figure, count, line, who = '' }: FigureLinkProps) {
  const words = useFigureWords();
  const format = useFormats();
  const { language } = useLanguage();
  const [address] = useSearchParams();
  if (count === undefined) return <span className="faint">—</span>;
  const said = format.number(count);
  if (count === 0) return <span className="faint">{said}</span>;
  return (
    <Link to={behindPath(address, figure, line)} aria-label={words.see(said, definitions[language][figure].name, who)}>
      {said}
    </Link>
  );
}
