import type { Kind, Trouble } from './shapes.ts';

export interface Told {
  readonly kind: Kind;
  readonly by: string | null;
  readonly count: number;
  readonly trouble: Trouble | null;
  /** As it is read; null where nothing falls due. */
  readonly due: string | null;
}

type Sentences = Readonly<Record<Kind, (told: Told) => string>>;

const troubles = {
  es: {
    'held-back': 'Su respuesta no salió: antes llegó o salió otro mensaje',
    bounced: 'Su respuesta volvió: no llegó',
    rejected: 'Su respuesta no salió: el servidor de correo la rechazó',
    uncertain: 'No se sabe si su respuesta salió',
  },
  en: {
    'held-back': 'Your answer did not leave: another message came or left before',
    bounced: 'Your answer came back: it did not arrive',
    rejected: 'Your answer did not leave: the mail server refused it',
    uncertain: 'It is not known whether your answer left',
  },
} as const satisfies Record<'es' | 'en', Record<Trouble, string>>;

const es: Sentences = {
  mentioned: ({ by }) => `${by} le nombró en una nota`,
  assigned: ({ by }) => `${by} le asignó una conversación`,
  'passed-on': ({ by, count }) => `${by} le ${count === 1 ? 'asignó una conversación' : `asignó ${count} conversaciones`}`,
  'taken-over': ({ by, count }) =>
    count === 1
      ? `${by} pasó a otra persona una conversación que era suya`
      : `${by} pasó a otra persona ${count} conversaciones que eran suyas`,
  returned: ({ by, count }) =>
    `${by} devolvió a la cola ${count === 1 ? 'una conversación que era suya' : `${count} conversaciones que eran suyas`}`,
  'wrote-again': () => 'Escribió de nuevo quien espera su respuesta',
  'not-delivered': ({ trouble }) => troubles.es[trouble ?? 'uncertain'],
  'due-soon': ({ due }) => `Vence ${due} y no se ha respondido`,
  late: ({ due }) => `Venció ${due} y no se ha respondido`,
};

const en: Sentences = {
  mentioned: ({ by }) => `${by} named you in a note`,
  assigned: ({ by }) => `${by} assigned you a conversation`,
  'passed-on': ({ by, count }) => `${by} assigned you ${count === 1 ? 'a conversation' : `${count} conversations`}`,
  'taken-over': ({ by, count }) => `${by} passed ${count === 1 ? 'a conversation' : `${count} conversations`} of yours to somebody else`,
  returned: ({ by, count }) => `${by} returned ${count === 1 ? 'a conversation' : `${count} conversations`} of yours to the queue`,
  'wrote-again': () => 'Whoever waits for your answer wrote again',
  'not-delivered': ({ trouble }) => troubles.en[trouble ?? 'uncertain'],
  'due-soon': ({ due }) => `Due ${due} and not answered`,
  late: ({ due }) => `Was due ${due} and is not answered`,
};

/** What a notice says, in a sentence without its full stop. */
export function sentenceOf(told: Told, language: 'es' | 'en'): string {
  return (language === 'es' ? es : en)[told.kind](told);
}
