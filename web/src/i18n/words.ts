import { createContext, use, useContext } from 'react';

export type Language = 'es' | 'en';

/** The same keys with sentences of another language: a missing one fails the type check. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Translation<T[K]>;
};

export const LanguageContext = createContext<{ readonly language: Language; choose(language: Language): void }>({
  language: 'es',
  choose: () => {},
});

export function useLanguage() {
  return useContext(LanguageContext);
}

/** A hook for one screen's words: Spanish at hand, English fetched when somebody reads English. */
export function wordsOf<T extends object>(es: T, english: () => Promise<Translation<T>>): () => Translation<T> {
  let loading: Promise<Translation<T>> | undefined;
  return () => {
    const { language } = useLanguage();
    if (language === 'es') return es as Translation<T>;
    loading ??= english();
    return use(loading);
  };
}
