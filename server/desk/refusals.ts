import { iso, Refusal } from '#kernel';
import { momentWords } from './moment.rules.ts';
import type { DraftItem } from './shapes.ts';
import { snoozeRefusals } from './snooze/refusals.ts';
import { spamRefusals } from './spam/refusals.ts';
import { tagRefusals } from './tag/refusals.ts';

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
  nothingReceived: () =>
    new Refusal(
      'nothing-received',
      409,
      'Nadie ha escrito en esta conversación: no hay desde cuándo contar el plazo.',
      'Nobody has written in this conversation: there is nothing to count the term from.',
    ),
  callInFuture: () =>
    new Refusal(
      'call-in-future',
      400,
      'La llamada no puede ser posterior a este momento. Corrija la hora.',
      'The call cannot be later than now. Correct the time.',
    ),
  callBeforeQuestion: () =>
    new Refusal(
      'call-before-question',
      400,
      'La llamada es anterior a la pregunta que espera respuesta. Corrija la hora.',
      'The call is earlier than the question that waits. Correct the time.',
    ),
  annulReasonMissing: () => new Refusal('reason-missing', 400, 'Escriba el motivo.', 'Write the reason.'),
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
  replyEmpty: () => new Refusal('reply-empty', 400, 'Escriba la respuesta o adjunte un archivo.', 'Write the reply or attach a file.'),
  badCopy: (address: string) =>
    new Refusal(
      'bad-copy',
      400,
      `«${address.slice(0, 100)}» no es una dirección de correo. Corrija la copia.`,
      `“${address.slice(0, 100)}” is not a mail address. Correct the copy.`,
    ),
  badSender: (address: string) =>
    new Refusal(
      'bad-sender',
      400,
      `Desde «${address.slice(0, 100)}» no se puede responder aquí. Elija una dirección de este buzón.`,
      `“${address.slice(0, 100)}” cannot be answered from here. Choose an address of this mailbox.`,
    ),
  notUncertain: () =>
    new Refusal(
      'not-uncertain',
      409,
      'Ya se sabe qué fue de esta respuesta: vuelva a abrir la conversación.',
      'It is known by now what became of this reply: open the conversation again.',
    ),
  forwardToRequester: () =>
    new Refusal(
      'forward-to-requester',
      400,
      'A quien preguntó se le escribe con «Responder»: lo reenviado y lo que le contesten queda aparte.',
      'Whoever asked is written to with “Reply”: what is forwarded, and what is answered to it, stays apart.',
    ),
  unknownSide: () =>
    new Refusal(
      'unknown-side',
      404,
      'Ese hilo aparte no existe. Vuelva a abrir la conversación.',
      'There is no such side thread. Open the conversation again.',
    ),
  badDeparture: () =>
    new Refusal(
      'bad-departure',
      400,
      'Esa hora de salida no puede ser: diga una que aún no haya pasado, dentro de un año.',
      'It cannot leave then: say a moment that has not passed yet, within a year.',
    ),
  notInQueue: () =>
    new Refusal(
      'not-in-queue',
      409,
      'Este correo ya no espera en la cola: vuelva a abrir la página para ver qué fue de él.',
      'This mail no longer waits in the queue: open the page again to see what became of it.',
    ),
  tooLateToCancel: () =>
    new Refusal(
      'too-late-to-cancel',
      409,
      'Ya no se puede cancelar: está saliendo, salió o pudo haber salido. Escriba otra respuesta si hace falta corregirla.',
      'It can no longer be cancelled: it is leaving, has left or may have left. Write another answer if it needs correcting.',
    ),
  badMoment: () =>
    new Refusal(
      'bad-moment',
      400,
      'Esa hora no puede ser: diga una entre cuando se envió y ahora.',
      'It cannot have been then: say a time between when it was sent and now.',
    ),
  attachmentsTooLarge: () =>
    new Refusal(
      'attachments-too-large',
      413,
      'Los adjuntos pasan de 25 MB. Quite alguno o comparta un enlace.',
      'The attachments are over 25 MB. Take one out or share a link.',
    ),
  nobodyToAnswer: () =>
    new Refusal(
      'nobody-to-answer',
      409,
      'Esta conversación no tiene una dirección a la que responder. Responda por teléfono o márquela «No requiere respuesta».',
      'This conversation has no address to answer to. Answer by telephone or mark it “Needs no answer”.',
    ),
  keyMissing: () =>
    new Refusal(
      'key-missing',
      400,
      'Falta el encabezado Idempotency-Key: una clave distinta para cada respuesta, para no enviarla dos veces.',
      'The Idempotency-Key header is missing: another key for each reply, so that none is sent twice.',
    ),
  keyReused: () =>
    new Refusal(
      'key-reused',
      409,
      'Esa Idempotency-Key ya se usó con otra respuesta. Use una nueva.',
      'That Idempotency-Key was used with another reply. Use a new one.',
    ),
  newerMessage: () =>
    new Refusal(
      'newer-message',
      409,
      'Llegó o salió un mensaje mientras usted escribía. Léalo; su texto sigue aquí y no se ha enviado.',
      'A message came or went while you were writing. Read it; your text is still here and has not been sent.',
    ),
  draftChanged: (draft: DraftItem | null) =>
    new Refusal(
      'draft-changed',
      409,
      draft === null
        ? 'Ese borrador ya se envió o se borró en otra ventana. Su texto sigue aquí.'
        : 'Ese borrador cambió en otra ventana. Compare los dos textos y elija con cuál seguir.',
      draft === null
        ? 'That draft has been sent or thrown away in another window. Your text is still here.'
        : 'That draft was changed in another window. Compare both texts and choose which one to go on with.',
      { draft },
    ),
  variableMissing: (names: readonly string[]) =>
    new Refusal(
      'variable-missing',
      400,
      `Falta el valor de ${names.map((name) => `{{${name}}}`).join(', ')}. Escríbalo o quítelo antes de enviar.`,
      `${names.map((name) => `{{${name}}}`).join(', ')} has no value yet. Write it or take it out before sending.`,
      { names },
    ),
  unknownVariable: (names: readonly string[]) =>
    new Refusal(
      'unknown-variable',
      400,
      `No existe ${names.map((name) => `{{${name}}}`).join(', ')}. Use una variable de la lista.`,
      `There is no ${names.map((name) => `{{${name}}}`).join(', ')}. Use a variable of the list.`,
      { names },
    ),
  templateOfAll: () =>
    new Refusal(
      'forbidden',
      403,
      'Las plantillas de todos las cambia Coordinación. Usted puede guardar una suya.',
      'The coordinator changes everybody’s templates. You may keep one of your own.',
    ),
  unknownTemplate: () =>
    new Refusal(
      'unknown-template',
      404,
      'Esa plantilla ya no existe. Vuelva a abrir la lista de plantillas.',
      'That template is gone. Open the list of templates again.',
    ),
  templateChanged: (by: string) =>
    new Refusal(
      'template-changed',
      409,
      `${by} cambió esta plantilla mientras usted la editaba. Vuelva a abrirla; su texto sigue aquí.`,
      `${by} changed this template while you were editing it. Open it again; your text is still here.`,
    ),
  titleTaken: (title: string) =>
    new Refusal(
      'title-taken',
      409,
      `Ya hay una plantilla «${title}» en ese idioma. Escriba otro título.`,
      `There is a template “${title}” in that language already. Write another title.`,
    ),
  cannotEscalate: () =>
    new Refusal(
      'cannot-escalate',
      409,
      'Esta conversación no llegó por un buzón del que se pueda escribir. Avise al área por otra vía y déjelo en una nota.',
      'This conversation did not come by a mailbox that can write. Tell the area another way and leave it in a note.',
    ),
  unknownArea: () =>
    new Refusal(
      'unknown-area',
      404,
      'No existe esa área. Elíjala de la lista de áreas o créela en Configuración.',
      'There is no such area. Choose it from the list of areas, or make it under Settings.',
    ),
  areaClosed: (name: string) =>
    new Refusal(
      'area-closed',
      409,
      `${name} está cerrada y no recibe escalaciones. Elija otra área, o ábrala en Configuración.`,
      `${name} is closed and takes no escalations. Choose another area, or open it under Settings.`,
    ),
  noteMissing: () =>
    new Refusal(
      'note-missing',
      400,
      'Escriba qué necesita del área: es lo primero que leerá.',
      'Write what you need from the area: it is the first thing that it reads.',
    ),
  dueInThePast: () =>
    new Refusal(
      'due-in-the-past',
      400,
      'Ese plazo ya pasó. Elija un momento por venir, o deje el plazo del área.',
      'That deadline has passed. Choose a moment to come, or leave the area its term.',
    ),
  alreadyEscalated: (name: string) =>
    new Refusal(
      'already-escalated',
      409,
      `Ya está en ${name}. Espere su respuesta, o elija otra área.`,
      `It is with ${name} already. Wait for its answer, or choose another area.`,
    ),
  nothingOwed: (name: string) =>
    new Refusal(
      'nothing-owed',
      409,
      `${name} ya no debe nada aquí. Vuelva a abrir la conversación.`,
      `${name} owes nothing here any more. Open the conversation again.`,
    ),
  justReminded: (name: string) =>
    new Refusal(
      'just-reminded',
      409,
      `A ${name} se le insistió hace menos de una hora. Espere un poco, o llámele.`,
      `${name} was reminded less than an hour ago. Wait a little, or call.`,
    ),
  unknownEscalation: () =>
    new Refusal(
      'unknown-escalation',
      404,
      'No existe esa escalación. Vuelva a abrir la conversación.',
      'There is no such escalation. Open the conversation again.',
    ),
  linkAltered: () =>
    new Refusal(
      'link-altered',
      403,
      'Este enlace no es nuestro o le falta un pedazo. Ábralo de nuevo desde el correo que recibió, completo.',
      'This link is not ours or a part of it is missing. Open it again from the mail that you got, whole.',
    ),
  areaLinkExpired: () =>
    new Refusal(
      'link-expired',
      410,
      'Este enlace venció. Pida otro: llega a la dirección del área.',
      'This link has expired. Ask for another one: it goes to the area’s address.',
    ),
  statusLinkExpired: () =>
    new Refusal(
      'link-expired',
      410,
      'Este enlace venció. Conteste el último correo que recibió de nosotros y le responderemos.',
      'This link has expired. Answer the last mail that you got from us and we will reply.',
    ),
  alreadyAnswered: (by: string, at: number, now: number) =>
    new Refusal(
      'already-answered',
      409,
      `Ya fue respondida por ${by}, ${momentWords(at, now)}. No hace falta hacer nada más.`,
      `It was answered already by ${by}, ${momentWords(at, now)}. There is nothing more to do.`,
      { by, at: iso(at) },
    ),
  messageMissing: () => new Refusal('text-missing', 400, 'Escriba lo que quiere agregar.', 'Write what you want to add.'),
  returnReasonMissing: () =>
    new Refusal(
      'reason-missing',
      400,
      'Escriba por qué la devuelve: así llega al área que corresponde.',
      'Write why you hand it back: so it gets to the area that can answer.',
    ),
  ...tagRefusals,
  ...spamRefusals,
  ...snoozeRefusals,
  notYours: () =>
    new Refusal('not-yours', 403, 'Solo quien envió la respuesta puede deshacerla.', 'Only whoever sent the reply may undo it.'),
  tooLateToUndo: () =>
    new Refusal(
      'too-late-to-undo',
      409,
      'Ya salió: no se puede deshacer. Escriba otra respuesta si hace falta.',
      'It has left: it cannot be undone. Write another reply if need be.',
    ),
};
