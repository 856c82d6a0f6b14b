import { Refusal } from '#kernel';

/** What the desk refuses, each with the sentence that says what to do. */
export const refuse = {
  unknownConversation: () =>
    new Refusal(
      'unknown-conversation',
      404,
      'No existe esa conversación. Búsquela por su número, por ejemplo VT-10482.',
      'There is no such conversation. Look for it by its number, such as VT-10482.',
    ),
  unknownMessage: () =>
    new Refusal(
      'unknown-message',
      404,
      'No existe ese mensaje. Vuelva a abrir la conversación.',
      'There is no such message. Open the conversation again.',
    ),
  noRaw: () =>
    new Refusal(
      'no-raw',
      404,
      'De este mensaje no hay original: no llegó por correo.',
      'This message has no original: it did not come by mail.',
    ),
  unknownAttachment: () =>
    new Refusal(
      'unknown-attachment',
      404,
      'No existe ese adjunto. Vuelva a abrir la conversación.',
      'There is no such attachment. Open the conversation again.',
    ),
  linkExpired: () =>
    new Refusal(
      'link-expired',
      403,
      'Este enlace venció o no es nuestro. Vuelva a abrir la conversación para tener uno nuevo.',
      'This link has expired or is not ours. Open the conversation again to get a new one.',
    ),
  waitsForAnswer: () =>
    new Refusal(
      'waits-for-answer',
      409,
      'Todavía espera una respuesta: respóndala, escálela o márquela «No requiere respuesta» antes de resolver.',
      'It still waits for an answer: answer it, escalate it or mark it “Needs no answer” before resolving.',
    ),
  nothingWaits: () =>
    new Refusal(
      'nothing-waits',
      409,
      'Nadie espera respuesta en esta conversación. Si terminó, resuélvala.',
      'Nobody waits for an answer in this conversation. If it is over, resolve it.',
    ),
  textMissing: () => new Refusal('text-missing', 400, 'Escriba la nota.', 'Write the note.'),
  unknownAssignee: () =>
    new Refusal(
      'unknown-assignee',
      404,
      'Esa persona no puede atender conversaciones. Elija una de la lista.',
      'That person cannot attend conversations. Choose one of the list.',
    ),
  onlyPersons: () =>
    new Refusal(
      'only-persons',
      403,
      'Una conversación la toma una persona con cuenta. Entre con la suya, o asígnela a alguien.',
      'A conversation is taken by a person with an account. Sign in with yours, or assign it to somebody.',
    ),
  assignOthers: () =>
    new Refusal(
      'forbidden',
      403,
      'Asignar a otra persona es de Coordinación. Usted puede tomarla para sí.',
      'Assigning to somebody else belongs to the coordinator. You may take it yourself.',
    ),
};
