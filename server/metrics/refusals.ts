import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  badPeriod: () =>
    new Refusal(
      'bad-period',
      400,
      'El período tiene que empezar antes de terminar y durar a lo sumo un año. Corrija «desde» y «hasta».',
      'The period has to begin before it ends and last a year at most. Correct “from” and “to”.',
    ),
};
