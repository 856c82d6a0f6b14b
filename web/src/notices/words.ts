import { wordsOf } from '../i18n/words.ts';

export const es = {
  title: 'Avisos',
  unread: (n: number) => (n === 1 ? '1 aviso sin leer' : `${n >= 100 ? '100 o más' : n} avisos sin leer`),
  none: 'No tiene avisos',
  noneText: 'Aquí verá cuando le nombren en una nota, le asignen una conversación, algo suyo esté por vencer o una respuesta no llegue.',
  allRead: 'Todo leído',
  markAll: 'Marcar leídos',
  seeAll: 'Ver todos',
  settings: 'Qué se me avisa',
  more: 'Mostrar más',
  isUnread: 'Sin leer',
  trouble: 'No se pudieron cargar los avisos',
  mine: 'Sus conversaciones',
  cardSub: 'En la consola se ve todo. Fuera de ella, solo dentro del horario de servicio.',
  topics: {
    mention: 'Me nombran en una nota',
    assignment: 'Me asignan conversaciones',
    loss: 'Otra persona toma o devuelve algo mío',
    answer: 'Escribe de nuevo quien espera mi respuesta',
    delivery: 'Una respuesta mía no llega',
    due: 'Algo mío está por vencer o venció',
  },
  manners: { now: 'Enseguida', digest: 'Al abrir', off: 'No' },
  mannersHint:
    '«Enseguida»: a los cinco minutos, si no lo ha leído aquí. «Al abrir»: junto con lo demás, en un solo correo, cuando abre el servicio.',
  byMail: 'Avisarme por correo',
  byMailHint: (email: string) => `Llega a ${email}.`,
  sound: 'Sonar en la consola',
  soundHint: 'Un tono corto con cada aviso nuevo, en este navegador y en los demás que use.',
  hear: 'Probar el sonido',
  push: 'En este navegador, aunque la consola esté cerrada',
  pushStates: {
    unsupported: 'Este navegador no puede, o la dirección de Ventanilla no empieza por https. Los avisos llegan por correo.',
    denied: 'El navegador lo tiene bloqueado para esta página. Permítalo en sus ajustes, junto a la dirección, y vuelva aquí.',
    off: 'Apagado. Lo que se avisa enseguida llegaría al momento, en vez de por correo.',
    on: 'Encendido: lo que se avisa enseguida llega al momento y no se repite por correo.',
  },
  pushOn: 'Encender',
  pushOff: 'Apagar',
  quiet: 'Horas de silencio',
  quietHint: 'Entre estas horas nada sale de la consola ni suena; se avisa al terminar.',
  from: 'Desde',
  to: 'Hasta',
};

export const useNoticeWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
