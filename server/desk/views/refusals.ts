import { Refusal } from '#kernel';

export const refuse = {
  unknownView: () =>
    new Refusal(
      'unknown-view',
      404,
      'Esa vista ya no existe. Elija otra de la lista.',
      'That view is no longer there. Choose another one.',
    ),
  nameTaken: (name: string) =>
    new Refusal(
      'view-name-taken',
      409,
      `Ya hay una vista llamada «${name}». Póngale otro nombre.`,
      `There is a view called «${name}» already. Give it another name.`,
    ),
  tooMany: (most: number) =>
    new Refusal(
      'too-many-views',
      409,
      `Caben ${most} vistas. Quite una que ya no use y vuelva a guardar.`,
      `There is room for ${most} views. Remove one that you no longer use and save again.`,
    ),
  mayNotShare: () =>
    new Refusal(
      'forbidden',
      403,
      'Las vistas compartidas las cambia Coordinación. Guárdela para usted, o pídale que la comparta.',
      'Shared views are changed by coordination. Save it for yourself, or ask them to share it.',
    ),
};
