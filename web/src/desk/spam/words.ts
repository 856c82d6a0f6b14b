import { wordsOf } from '../../i18n/words.ts';

export const es = {
  title: (number: string) => `${number} no es deseada`,
  why: 'Por qué',
  reasons: { ads: 'Publicidad', fraud: 'Intento de fraude', mass: 'Envío masivo sin relación', other: 'Otro motivo' },
  reason: 'Motivo',
  reasonMissing: 'Escriba el motivo.',
  owed: 'Espera respuesta: al marcarla, lo que espera se aparta de la cifra y se cuenta aparte, con su nombre y este motivo.',
  next: (email: string) =>
    `Lo próximo que envíe ${email} irá también a «No deseados», salvo que alguna vez le hayamos respondido. Nada se borra: se puede liberar.`,
  mark: 'Marcar',
  cancel: 'Cancelar',
  marked: (number: string) => `${number} está en «No deseados».`,
  markedOnly: (number: string) =>
    `${number} está en «No deseados». A este remitente le hemos respondido: lo próximo que envíe seguirá llegando.`,
  undo: 'Deshacer',
  release: 'Liberar',
  released: (number: string) => `${number} se liberó: su plazo corre desde que llegó.`,
  whyMarked: (by: string, when: string, reason: string) => `${by} la marcó como no deseada, ${when}: ${reason}`,
  whyLearnt: (sender: string, by: string, when: string) => `Vino aquí porque ${by} marcó antes a ${sender}, ${when}.`,
  whyBlocked: (sender: string, by: string, when: string) => `Vino aquí porque ${by} bloqueó ${sender}, ${when}.`,
  whyFolder: 'La apartó el filtro del propio buzón.',
};

export const useSpamWords = wordsOf(es, async () => (await import('./en.ts')).en);
