import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  badInput: (issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[]) =>
    new Refusal(
      'bad-calendar-input',
      400,
      `No se entiende: ${issues.map((issue) => issue.message).join(' ')} Corríjalo y repita.`,
      `Not understood: ${issues.map((issue) => issue.path.join('.') || 'the value').join(', ')}. Dates are YYYY-MM-DD, times HH:MM up to 24:00, each end after its beginning. Correct it and try again.`,
    ),
  unknownService: (service: string) =>
    new Refusal(
      'unknown-service',
      404,
      `No hay un servicio «${service}». El servicio principal se llama «default».`,
      `There is no service "${service}". The main service is called "default".`,
    ),
  unknownClosure: () =>
    new Refusal(
      'unknown-closure',
      404,
      'No hay un cierre vigente con ese número. Vuelva a abrir el calendario para ver los que hay.',
      'No closure in force has that number. Open the calendar again to see those there are.',
    ),
  unknownOverride: () =>
    new Refusal(
      'unknown-override',
      404,
      'Esa fecha no tiene un horario especial. Vuelva a abrir el calendario para ver los que hay.',
      'That date has no special schedule. Open the calendar again to see those there are.',
    ),
  unknownHoliday: () =>
    new Refusal(
      'unknown-holiday',
      404,
      'Esa fecha no está en la lista de feriados. Vuelva a abrir la lista del año.',
      'That date is not on the list of holidays. Open the list of the year again.',
    ),
  knownHoliday: () =>
    new Refusal(
      'known-holiday',
      409,
      'Esa fecha ya está en la lista de feriados. No hace falta agregarla.',
      'That date is already on the list of holidays. There is no need to add it.',
    ),
  neverOpens: (cause: unknown) =>
    new Refusal(
      'never-opens',
      422,
      'Con este horario no queda ningún día laborable y ningún plazo tendría fin. Deje abierto al menos un tramo entre lunes y viernes.',
      'This schedule leaves no working day, so no deadline would ever end. Leave at least one interval open between Monday and Friday.',
      {},
      { cause },
    ),
  badQuestion: () =>
    new Refusal(
      'bad-deadline-question',
      400,
      'El término es un número de horas, o de días enteros, desde 0, y el mes se escribe AAAA-MM. Corríjalo y repita.',
      'A term is a number of hours, or of whole days, from 0, and a month is written YYYY-MM. Correct it and try again.',
    ),
  noDeadline: (cause: unknown) =>
    new Refusal(
      'no-deadline',
      422,
      'El horario no tiene tanto tiempo abierto: no hay plazo que calcular. Revise el horario, la fecha (de 1900 a 2299) y el término.',
      'The schedule has not that much open time: there is no deadline to calculate. Check the schedule, the date (1900 to 2299) and the term.',
      {},
      { cause },
    ),
};
