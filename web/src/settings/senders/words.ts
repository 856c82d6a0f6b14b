import { wordsOf } from '../../i18n/words.ts';

export const es = {
  senders: 'Remitentes',
  sub: 'Lo que se dijo de ellos decide dónde llega lo próximo que envíen',
  add: 'Bloquear remitente',
  none: 'No hay remitentes marcados',
  noneText: 'Al marcar una conversación como no deseada, o al liberarla, su remitente queda aquí.',
  sender: 'Dirección o dominio',
  senderHint: 'promo@ejemplo.com, o ejemplo.com con todo lo que esté por debajo.',
  reason: 'Motivo (si quiere)',
  block: 'Bloquear',
  verdicts: { spam: 'A «No deseados»', wanted: 'Llega siempre' },
  how: {
    marked: (by: string, when: string) => `${by} lo marcó, ${when}`,
    released: (by: string, when: string) => `${by} lo liberó, ${when}`,
    blocked: (by: string, when: string) => `${by} lo bloqueó, ${when}`,
  },
  hits: (n: number, last: string) => `${n} ${n === 1 ? 'correo' : 'correos'} desde entonces, el último ${last}`,
  noHits: 'ningún correo desde entonces',
  seeFirst: 'Ver la conversación',
  forget: 'Quitar',
  forgetOf: (sender: string) => `Quitar ${sender}`,
  forgotten: (sender: string) => `${sender} ya no se aparta.`,
  explained:
    'Nada se borra ni se rechaza: se guarda, se muestra en «No deseados» y se puede liberar. De quien ya respondimos no se aprende nada malo: su dirección puede estar suplantada.',
};

export const useSenderWords = wordsOf(es, async () => (await import('./en.ts')).en);
