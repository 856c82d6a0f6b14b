import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  reasonMissing: () =>
    new Refusal(
      'reason-missing',
      400,
      'Escriba por qué no requiere respuesta: queda a la vista en el procedimiento.',
      'Write why it needs no answer: it stays visible in the procedure.',
    ),
  needsPerson: () =>
    new Refusal(
      'needs-person',
      403,
      '«No requiere respuesta» lo decide una persona, no una tarea automática.',
      '“Needs no answer” is decided by a person, not by an automatic task.',
    ),
  alreadyEnded: () =>
    new Refusal(
      'already-ended',
      409,
      'Esta espera ya terminó: vuelva a abrir la conversación para ver cómo.',
      'This waiting spell has already ended: open the conversation again to see how.',
    ),
  notCounted: () =>
    new Refusal(
      'deadline-not-counted',
      409,
      'Este plazo no se cuenta en horas laborables: es el cierre o la apertura de un día, o un momento acordado. Véalo en el procedimiento.',
      'This deadline is not counted in working hours: it is the closing or opening of a day, or a moment agreed on. See it in the procedure.',
    ),
  unknownObligation: () =>
    new Refusal(
      'unknown-obligation',
      404,
      'No existe ese plazo. Vuelva al procedimiento y ábralo desde su cifra.',
      'There is no such deadline. Go back to the procedure and open it from its figure.',
    ),
};
