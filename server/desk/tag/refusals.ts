import { Refusal } from '#kernel';

/** What the desk refuses about tags. */
export const tagRefusals = {
  unknownTag: () =>
    new Refusal(
      'unknown-tag',
      404,
      'Esa etiqueta ya no existe. Elija otra de la lista.',
      'That tag is gone. Choose another one of the list.',
    ),
  tagChanged: () =>
    new Refusal(
      'tag-changed',
      409,
      'Alguien cambió esta etiqueta mientras usted la editaba. Mírela como está ahora y repita su cambio.',
      'Somebody changed this tag while you were editing it. See how it is now and make your change again.',
    ),
  tagNameMissing: () => new Refusal('tag-name-missing', 400, 'Escriba el nombre de la etiqueta.', 'Write the name of the tag.'),
  tagTaken: (name: string) =>
    new Refusal(
      'tag-taken',
      409,
      `Ya hay una etiqueta «${name}», sola o fusionada en otra. Use esa o escriba otro nombre.`,
      `There is a tag “${name}” already, by itself or merged into another. Use that one or write another name.`,
    ),
  tagMerged: (name: string) =>
    new Refusal(
      'tag-merged',
      409,
      `«${name}» ya está fusionada en otra. Sepárela primero, o elija la que quedó.`,
      `“${name}” is merged into another one already. Separate it first, or choose the one that stayed.`,
    ),
  sameTag: () =>
    new Refusal(
      'same-tag',
      400,
      'Una etiqueta no se fusiona consigo misma. Elija otra.',
      'A tag is not merged into itself. Choose another one.',
    ),
  tagsClosed: () =>
    new Refusal(
      'tags-closed',
      403,
      'La lista de etiquetas está cerrada: solo Coordinación crea nuevas. Elija una de la lista o pídale que la cree.',
      'The list of tags is closed: only the coordination makes new ones. Choose one of the list, or ask them to make it.',
    ),
};
