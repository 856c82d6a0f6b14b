import type { Language } from '../i18n/words.ts';

const english: Readonly<Record<string, string>> = {
  'No se pudo entender en 10 segundos.': 'It could not be understood in 10 seconds.',
  'Entenderlo necesitaba más memoria de la permitida.': 'To understand it took more memory than is allowed.',
  'No se pudo entender.': 'It could not be understood.',
  'No se pudo guardar en la bandeja.': 'It could not be kept in the inbox.',
};

/** Why a mail stands in quarantine, in the reader's language; the server notes it in Spanish. */
export function illegibleIn(reason: string, language: Language): string {
  return language === 'en' ? (english[reason] ?? reason) : reason;
}
