import { Refusal } from '#kernel';

export const refuse = {
  unknownBulk: () =>
    new Refusal(
      'unknown-bulk',
      404,
      'Eso ya no está. Vuelva a marcar las conversaciones.',
      'That is no longer there. Select the conversations again.',
    ),
  mayNot: () =>
    new Refusal(
      'forbidden',
      403,
      'Su función no puede hacer esto. Pídalo a Coordinación.',
      'Your role may not do this. Ask the coordinator.',
    ),
  badDetail: () =>
    new Refusal('bad-detail', 400, 'Falta a quién se asignan. Elija una persona.', 'It is missing to whom they go. Choose a person.'),
  none: () =>
    new Refusal(
      'nothing-selected',
      409,
      'No hay conversaciones en esa lista. Revise los filtros.',
      'There are no conversations in that list. Check the filters.',
    ),
  tooMany: (most: number) =>
    new Refusal(
      'too-many',
      409,
      `Son más de ${most.toLocaleString('en-US')}. Acote la lista con un filtro y hágalo por partes.`,
      `There are more than ${most.toLocaleString('en-US')}. Narrow the list with a filter and do it in parts.`,
    ),
  keyUsed: () =>
    new Refusal('key-used', 409, 'Esa clave ya se usó para otra cosa. Use otra.', 'That key was used for something else. Use another one.'),
  changedMeanwhile: () =>
    new Refusal('changed-meanwhile', 409, 'Cambió entretanto; quedó como está.', 'It changed meanwhile; it stays as it is.'),
};
