import { type ReactNode, startTransition, useMemo, useState } from 'react';
import { now, realNow } from '../shell/clock.ts';
import { formatsOf } from './format.ts';
import { type Language, LanguageContext, useLanguage } from './words.ts';

const key = 'ventanilla-language';

/** What this browser reads: the last choice, else its own first language; Spanish where in doubt. */
export function languageOfBrowser(): Language {
  const kept = readKept();
  if (kept === 'es' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'es';
}

function readKept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => spoken(languageOfBrowser()));
  const value = useMemo(
    () => ({
      language,
      choose(next: Language): void {
        try {
          localStorage.setItem(key, next);
        } catch {
          // A browser that keeps nothing still changes the language of this page.
        }
        startTransition(() => setLanguage(spoken(next)));
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

function spoken(language: Language): Language {
  document.documentElement.lang = language === 'es' ? 'es-DO' : 'en';
  return language;
}

const formats = { es: formatsOf('es', now), en: formatsOf('en', now) };

const realFormats = { es: formatsOf('es', realNow), en: formatsOf('en', realNow) };

/** The same for what happened in the machine's time: its «hoy» is not the one of a driven clock. */
export function useRealFormats() {
  return realFormats[useLanguage().language];
}

/** Dates, lengths and numbers in the reader's language. */
export function useFormats() {
  return formats[useLanguage().language];
}
