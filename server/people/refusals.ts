import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  unknownArea: () =>
    new Refusal(
      'unknown-area',
      404,
      'No existe esa área. Elíjala de la lista de áreas o créela en Configuración.',
      'There is no such area. Choose it from the list of areas, or make it under Settings.',
    ),
  badMail: () =>
    new Refusal(
      'bad-email',
      400,
      'Eso no es una dirección de correo. Escríbala completa, como area@institucion.example.',
      'That is no e-mail address. Write it whole, such as area@institution.example.',
    ),
  areaTaken: () =>
    new Refusal(
      'area-name-taken',
      409,
      'Ya hay un área con ese nombre. Cambie el nombre, o edite la que existe.',
      'There already is an area of that name. Change the name, or edit the one there is.',
    ),
};
