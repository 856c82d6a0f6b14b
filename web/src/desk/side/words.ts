import { wordsOf } from '../../i18n/words.ts';

export const es = {
  forward: 'Reenviar',
  forwardText: 'Lo que contesten vendrá aparte, en esta misma conversación. No cuenta como respuesta a quien preguntó, y no le llega.',
  what: 'Qué se reenvía',
  whole: 'Toda la conversación',
  one: (who: string, when: string) => `Solo: ${who}, ${when}`,
  noteLabel: 'Sus palabras, antes de lo reenviado',
  files: 'Adjuntos',
  nobody: 'Escriba a quién se reenvía.',
  send: 'Reenviar',
  forwarded: (who: string) => `Se reenvía a ${who} en unos segundos.`,
  apart: (who: string) => `Aparte con ${who}`,
  goOn: 'Responder aparte',
  goOnTitle: (who: string) => `Responder aparte a ${who}`,
  goOnText: 'Va solo a este hilo aparte: quien preguntó no lo recibe, y su plazo sigue.',
  words: 'Mensaje',
  wordsMissing: 'Escriba el mensaje.',
  sent: (who: string) => `Su mensaje a ${who} sale en unos segundos.`,
};

export const useSideWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
