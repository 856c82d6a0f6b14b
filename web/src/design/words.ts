import { wordsOf } from '../i18n/words.ts';

export const es = {
  states: { met: 'Cumplido', soon: 'Por vencer', late: 'Vencido', running: 'En curso', pending: 'Pendiente', none: 'No aplica' },
  unassigned: 'Sin asignar',
  retry: 'Reintentar',
  retryNow: 'Reintentar ahora',
  loading: 'Cargando',
  close: 'Cerrar',
  copy: 'Copiar',
  copied: 'Copiado',
  overdueBy: (length: string) => `Vencido hace ${length}`,
  left: (length: string) => `Quedan ${length}`,
  errorTitle: 'No pudimos cargar esta página',
  errorCode: (code: string) => `Código ${code}`,
};

export const useDesignWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
