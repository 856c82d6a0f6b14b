import { wordsOf } from '../../i18n/words.ts';

export const es = {
  later: 'Elegir cuándo sale',
  atOpening: 'En la próxima apertura',
  when: 'Fecha y hora',
  plan: 'Programar',
  neverOpens: 'El horario no abre en los próximos días: elija una fecha y una hora.',
  passed: 'Esa hora ya pasó.',
  tooLate: (due: string) => `Saldría después de su vencimiento (${due}): la respuesta llegaría tarde.`,
  planned: (number: string, when: string) => `Su respuesta a ${number} sale ${when}.`,
  leaves: (when: string) => `Sale ${when}`,
  waits: 'Espera su hora: todavía no es respuesta, y el plazo sigue. Si antes llega o sale otro mensaje, no saldrá y se le avisará.',
  leavesLate: (due: string) => `Sale después de su vencimiento (${due}): la respuesta llegará tarde.`,
  didNotLeave: (why: string) => `No salió a su hora. ${why}`,
  sendNow: 'Enviar ahora',
  callOff: 'Cancelar y volver a escribirla',
  others: (name: string) => `La envía o la cancela ${name}.`,
};

export const useLaterWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
