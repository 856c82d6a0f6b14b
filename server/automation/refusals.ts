import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  unknownRule: () =>
    new Refusal(
      'unknown-rule',
      404,
      'No existe esa regla, o fue retirada. Vuelva a la lista de reglas.',
      'There is no such rule, or it was removed. Go back to the list of rules.',
    ),
  ruleChanged: (by: string) =>
    new Refusal(
      'rule-changed',
      409,
      `${by} cambió esta regla mientras usted la editaba. Ábrala otra vez: lo suyo no se guardó.`,
      `${by} changed this rule while you were editing it. Open it again: yours was not saved.`,
    ),
  ruleTaken: (name: string) =>
    new Refusal(
      'rule-taken',
      409,
      `Ya hay una regla «${name}». Póngale otro nombre.`,
      `There is a rule “${name}” already. Name it differently.`,
    ),
  unknownOrder: () =>
    new Refusal(
      'unknown-order',
      409,
      'El orden no nombra las reglas que hay: alguien agregó o retiró una. Vuelva a la lista y repítalo.',
      'The order does not name the rules there are: somebody added or removed one. Go back to the list and do it again.',
    ),
};
