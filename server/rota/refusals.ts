import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  unknownPerson: () =>
    new Refusal(
      'unknown-operator',
      404,
      'No hay una persona con acceso y ese correo que pueda responder. Elíjala de la lista, o agréguela en Configuración › Personas.',
      'There is no person with access and that address who may reply. Choose from the list, or add them under Settings › People.',
    ),
  notWorked: (date: string) =>
    new Refusal(
      'not-a-working-day',
      409,
      `El ${date} no es día laborable. Elija un día laborable, o revise el horario y los feriados.`,
      `${date} is no working day. Choose a working day, or look at the schedule and the holidays.`,
    ),
  away: (name: string, date: string) =>
    new Refusal(
      'operator-away',
      409,
      `${name} tiene una ausencia el ${date}. Elija a otra persona, o quite la ausencia.`,
      `${name} is away on ${date}. Choose somebody else, or take the absence back.`,
    ),
  nothingSaid: () =>
    new Refusal(
      'rota-empty',
      400,
      'Diga quién: el operador de correo, el de chat y llamadas, o los dos.',
      'Say who: the mail operator, the one for chat and calls, or both.',
    ),
  reasonMissing: () =>
    new Refusal(
      'reason-missing',
      400,
      'Ese turno ya tiene a otra persona. Escriba el motivo del cambio.',
      'That duty is somebody else’s already. Write the reason for the change.',
    ),
  badSpan: () =>
    new Refusal(
      'bad-span',
      400,
      'La última fecha va después de la primera, y caben 366 días.',
      'The last date comes after the first, and 366 days fit.',
    ),
  onlyOwnAbsence: () =>
    new Refusal(
      'only-own-absence',
      403,
      'Solo la coordinación anota ausencias de otras personas. Puede anotar la suya.',
      'Only the coordinator notes other people’s absences. You may note your own.',
    ),
  unknownAbsence: () =>
    new Refusal(
      'unknown-absence',
      404,
      'Esa ausencia ya no está. Vuelva a abrir los turnos.',
      'That absence is gone. Open the rota again.',
    ),
  unknownDesignation: () =>
    new Refusal(
      'unknown-designation',
      404,
      'Esa designación ya no está. Vuelva a abrir los turnos.',
      'That designation is gone. Open the rota again.',
    ),
};
