import { wordsOf } from '../../i18n/words.ts';

export const es = {
  title: (number: string) => `Posponer ${number}`,
  untilWhen: 'Hasta cuándo',
  choices: {
    today: 'Más tarde hoy',
    nextDay: 'La próxima apertura',
    monday: 'El lunes, al abrir',
    beforeDue: 'Antes de que venza',
  },
  other: 'Otra fecha y hora',
  moment: 'Fecha y hora',
  afterDue: 'su plazo vence antes',
  text: 'Deja «Míos» y vuelve sola a esa hora, o en cuanto escriba el solicitante o responda el área. Su plazo sigue corriendo.',
  due: (moment: string) => `Vence ${moment}: no se pospone más allá.`,
  overdue: 'Su plazo ya venció: no se pospone. Respóndala, escálela o márquela «No requiere respuesta».',
  snooze: 'Posponer',
  cancel: 'Cancelar',
  wake: 'Despertar ahora',
  done: (number: string, moment: string) => `${number} vuelve ${moment}.`,
  undo: 'Deshacer',
};

export const useSnoozeWords = wordsOf(es, async () => (await import('./en.ts')).en);
