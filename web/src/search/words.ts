import { wordsOf } from '../i18n/words.ts';

export const es = {
  title: 'Buscar',
  placeholder: 'Nombre, asunto, palabras del mensaje, adjunto o VT-10482',
  clear: 'Borrar',
  filters: 'Filtros',
  mailbox: 'Buzón',
  anyMailbox: 'Todos los buzones',
  state: 'Estado',
  states: { any: 'Todos', open: 'Por responder', waiting: 'Espera al solicitante', resolved: 'Resuelto' },
  from: 'Desde',
  to: 'Hasta',
  removeFilters: 'Quitar los filtros',
  results: 'Resultados',
  count: (n: string, more: boolean, one: boolean) => `${n}${more ? ' o más' : ''} ${one ? 'conversación' : 'conversaciones'}`,
  hint: 'con y sin acento; entre comillas, la frase exacta',
  more: 'Ver más',
  shown: (n: string) => `${n} a la vista`,
  start: 'Escriba qué busca',
  startText: 'Busca en asuntos, mensajes, personas y en los nombres y el texto de los adjuntos.',
  none: (q: string) => `Nada dice «${q}».`,
  noneText: 'Pruebe con menos palabras, o con el comienzo de una: reinscri*.',
  noneFiltered: 'Hay filtros puestos; quítelos para buscar en todo.',
  overdue: 'Vencido',
  inAttachment: 'Encontrado en el adjunto',
  byNumber: 'Encontrada por su número',
  searching: 'Buscando…',
  rows: 'Conversaciones encontradas',
  next: 'Siguiente resultado',
  previous: 'Resultado anterior',
};

export const useSearchWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
