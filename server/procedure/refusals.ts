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
  unknownObligation: () =>
    new Refusal(
      'unknown-obligation',
      404,
      'No existe ese plazo. Vuelva al procedimiento y ábralo desde su cifra.',
      'There is no such deadline. Go back to the procedure and open it from its figure.',
    ),
};
