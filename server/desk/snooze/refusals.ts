import { Refusal } from '#kernel';
import { momentWords } from '../moment.rules.ts';

/** What the desk refuses about putting off. */
export const snoozeRefusals = {
  snoozeInPast: () =>
    new Refusal('snooze-in-past', 400, 'Ese momento ya pasó. Elija uno por venir.', 'That moment has passed. Choose one to come.'),
  snoozeTooFar: () =>
    new Refusal(
      'snooze-too-far',
      400,
      'Se pospone a lo sumo medio año. Elija una fecha más cercana, o resuelva la conversación.',
      'It can be put off for half a year at most. Choose a nearer date, or resolve the conversation.',
    ),
  snoozeOverdue: () =>
    new Refusal(
      'snooze-overdue',
      409,
      'Su plazo ya venció: no se pospone. Respóndala, escálela o márquela «No requiere respuesta».',
      'Its deadline has passed: it cannot be put off. Answer it, escalate it or mark it “Needs no answer”.',
    ),
  snoozeAfterDue: (due: number, now: number) =>
    new Refusal(
      'snooze-after-due',
      409,
      `Despertaría después de su plazo, ${momentWords(due, now)}. Elija un momento anterior.`,
      `It would wake after its deadline, ${momentWords(due, now)}. Choose an earlier moment.`,
    ),
  snoozeResolved: () =>
    new Refusal(
      'snooze-resolved',
      409,
      'Está resuelta: no hay nada que posponer. Reábrala primero.',
      'It is resolved: there is nothing to put off. Reopen it first.',
    ),
  noSuchChoice: () =>
    new Refusal(
      'no-such-choice',
      409,
      'A esta hora ya no existe ese momento. Elija otro.',
      'There is no such moment any more. Choose another one.',
    ),
};
