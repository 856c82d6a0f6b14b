import { IconDownload } from '@tabler/icons-react';
import { useLanguage } from '../i18n/words.ts';
import { fileAddress } from './api.ts';
import type { Question } from './question.ts';
import { useFigureWords } from './words.ts';

/** The same as a file: what is shown, with its filters. */
export function Download({ question, figure }: { readonly question: Question; readonly figure?: string }) {
  const words = useFigureWords();
  const { language } = useLanguage();
  return (
    <span className="row">
      {(['csv', 'xlsx'] as const).map((format) => (
        <a
          key={format}
          className="btn"
          href={fileAddress(question, { format, language, ...(figure !== undefined && { figure }) })}
          aria-label={`${words.download} ${words[format]}`}
          download
        >
          <IconDownload aria-hidden="true" />
          {words[format]}
        </a>
      ))}
    </span>
  );
}
