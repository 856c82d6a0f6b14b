import { Refusal } from '#kernel';

/** What requests about personal data are refused for. */
export const refuse = {
  unknownRequest: () =>
    new Refusal(
      'unknown-data-request',
      404,
      'No existe esa solicitud sobre datos. Búsquela en la ficha de quien la hizo.',
      'There is no such request about data. Look for it on the card of whoever made it.',
    ),
  askerMissing: () =>
    new Refusal(
      'asker-missing',
      400,
      'Escriba quién lo pide: la persona misma o quien la representa.',
      'Write who asks: the person or whoever represents them.',
    ),
  askedInFuture: () =>
    new Refusal(
      'asked-in-future',
      400,
      'Ese día aún no llega. Escriba el día en que lo pidió.',
      'That day is still to come. Write the day on which it was asked.',
    ),
  answerMissing: () =>
    new Refusal(
      'answer-missing',
      400,
      'Escriba qué se le respondió: queda en la traza.',
      'Write what was answered: it stays in the trace.',
    ),
  ended: () =>
    new Refusal(
      'data-request-ended',
      409,
      'Esa solicitud ya está cerrada. Vuelva a abrir la ficha para ver cómo terminó.',
      'That request is closed already. Open the card again to see how it ended.',
    ),
  notAnErasure: () =>
    new Refusal(
      'not-an-erasure',
      409,
      'Esta solicitud no es de supresión. Anote una de supresión para suprimir los datos.',
      'This request is not for erasure. Note one for erasure to erase the data.',
    ),
  notExported: () =>
    new Refusal(
      'not-exported',
      409,
      'Antes de cerrarla como hecha, descargue los datos que se le entregan; o ciérrela como negada y diga por qué.',
      'Before closing it as done, download the data that are handed over; or close it as refused and say why.',
    ),
  notErased: () =>
    new Refusal(
      'not-erased',
      409,
      'Antes de cerrarla como hecha, suprima los datos; o ciérrela como negada y diga por qué.',
      'Before closing it as done, erase the data; or close it as refused and say why.',
    ),
};
