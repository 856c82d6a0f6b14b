import { Refusal } from '#kernel';

/** What merging refuses, each with the sentence that says what to do. */
export const refuse = {
  withItself: () =>
    new Refusal(
      'merge-with-itself',
      409,
      'Es la misma conversación. Elija otra para unirla a esta.',
      'It is the same conversation. Choose another one to merge into this one.',
    ),
  theOtherWay: (number: string, into: string) =>
    new Refusal(
      'merge-in-a-ring',
      409,
      `${number} ya está unida a ${into}. Para que quede al revés, deshaga primero esa unión.`,
      `${number} is merged into ${into} already. To have it the other way round, undo that merge first.`,
    ),
  quarantined: (number: string) =>
    new Refusal(
      'merge-of-quarantined',
      409,
      `${number} está en cuarentena: no se sabe aún qué dice. Revísela antes de unirla.`,
      `${number} is in quarantine: nobody knows yet what it says. Look at it before merging it.`,
    ),
  differentRequesters: (theirs: string, ours: string) =>
    new Refusal(
      'different-requesters',
      409,
      `Una es de ${theirs} y la otra de ${ours}. Únalas solo si es el mismo asunto: una respuesta termina la espera de quien la recibe, la otra espera sigue hasta que se le escriba también.`,
      `One is from ${theirs} and the other from ${ours}. Merge them only if the matter is the same: an answer ends the wait of whoever gets it; the other goes on waiting until they are written to as well.`,
    ),
  splitOfNothing: () =>
    new Refusal(
      'split-of-nothing',
      409,
      'Elija al menos un correo del solicitante para la conversación nueva, y deje al menos uno en esta.',
      'Choose at least one mail of the requester’s for the new conversation, and leave at least one in this one.',
    ),
  splitOfSeveral: () =>
    new Refusal(
      'split-of-several',
      409,
      'Los mensajes elegidos son de conversaciones distintas que están unidas. Sepárelos de una en una, o deshaga la unión.',
      'The chosen messages lie in different conversations that are merged. Split them one at a time, or undo the merge.',
    ),
  cannotSplit: () =>
    new Refusal(
      'cannot-split',
      409,
      'Entre lo elegido hay algo que no se puede separar: lo que va a un área, o una respuesta que aún no ha salido. Quítelo de la selección.',
      'Among what was chosen is something that cannot be split off: what goes to an area, or an answer that has not left yet. Take it out of the choice.',
    ),
  unknownSplit: () =>
    new Refusal(
      'unknown-split',
      404,
      'No existe esa separación. Vuelva a abrir la conversación.',
      'There is no such split. Open the conversation again.',
    ),
  emptied: (number: string) =>
    new Refusal(
      'merge-of-emptied',
      409,
      `${number} quedó vacía al deshacer una separación. Para separar otra vez, elija los mensajes.`,
      `${number} was left empty when a split was undone. To split again, choose the messages.`,
    ),
  unknownMerge: () =>
    new Refusal(
      'unknown-merge',
      404,
      'No existe esa unión. Vuelva a abrir la conversación.',
      'There is no such merge. Open the conversation again.',
    ),
};
