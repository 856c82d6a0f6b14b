import { wordsOf } from '../../i18n/words.ts';

export const es = {
  select: 'Marcar varias',
  stopSelecting: 'Dejar de marcar',
  keys: { select: 'Marcar o quitar la marca', clear: 'Quitar las marcas' },
  bar: 'Qué hacer con las marcadas',
  chosen: (n: string) => (n === '1' ? '1 marcada' : `${n} marcadas`),
  chooseRows: 'Toque las que quiera marcar',
  chosenAll: (n: string) => `Las ${n} de esta vista`,
  chosenFound: 'Todo lo encontrado',
  chooseAll: (n: string) => `Marcar las ${n} de esta vista`,
  chooseFound: 'Marcar todo lo encontrado',
  moreThan: (n: string) => `más de ${n}`,
  clear: 'Quitar las marcas',
  more: 'Más',
  assignTo: 'Asignar a',
  acts: {
    assign: { label: 'Asignar', doing: 'Asignando', done: (n: string) => (n === '1' ? '1 asignada' : `${n} asignadas`) },
    take: { label: 'Tomar', doing: 'Tomando', done: (n: string) => (n === '1' ? '1 tomada' : `${n} tomadas`) },
    unassign: {
      label: 'Devolver a la cola',
      doing: 'Devolviendo a la cola',
      done: (n: string) => (n === '1' ? '1 devuelta a la cola' : `${n} devueltas a la cola`),
    },
    resolve: { label: 'Resolver', doing: 'Resolviendo', done: (n: string) => (n === '1' ? '1 resuelta' : `${n} resueltas`) },
    reopen: { label: 'Reabrir', doing: 'Reabriendo', done: (n: string) => (n === '1' ? '1 reabierta' : `${n} reabiertas`) },
  },
  progress: (doing: string, n: string, total: string) => `${doing} ${n} de ${total}…`,
  refused: (n: string) => (n === '1' ? '1 no se pudo' : `${n} no se pudieron`),
  undoing: (n: string) => `Deshaciendo; ${n === '1' ? 'queda 1' : `quedan ${n}`}…`,
  undone: 'Deshecho',
  left: (n: string) => (n === '1' ? '1 cambió entretanto y quedó como está' : `${n} cambiaron entretanto y quedaron como están`),
  stop: 'Parar y deshacer',
  undo: 'Deshacer',
  which: 'Ver cuáles',
  whichTitle: 'Las que no se pudieron',
  close: 'Cerrar',
  dismiss: 'Quitar el aviso',
};

export const useBulkWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
