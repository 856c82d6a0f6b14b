import { wordsOf } from '../../i18n/words.ts';

export const es = {
  title: (number: string) => `Etiquetar ${number}`,
  find: 'Buscar o crear etiqueta',
  findOnly: 'Buscar etiqueta',
  tags: 'Etiquetas',
  none: 'Aún no hay etiquetas. Escriba el nombre de la primera.',
  noneClosed: 'Aún no hay etiquetas. Las crea Coordinación, en Configuración › Etiquetas.',
  notFound: (typed: string) => `Ninguna etiqueta con «${typed}».`,
  notFoundClosed: (typed: string) => `Ninguna etiqueta con «${typed}». La lista está cerrada: pida a Coordinación que la cree.`,
  create: (name: string) => `Crear «${name}»`,
  alsoNamed: (names: string) => `también: ${names}`,
  hint: 'Enter pone o quita; Esc cierra.',
  done: 'Listo',
  close: 'Cerrar',
};

export const useTagWords = wordsOf(es, async () => (await import('./en.ts')).en);
