import { Refusal } from '#kernel';
import { shownPhone } from './phone.rules.ts';

/** What the cards of requesters refuse, each with the sentence that says what to do. */
export const refuse = {
  unknownContact: () =>
    new Refusal('unknown-contact', 404, 'No existe esa ficha. Búsquela en Contactos.', 'There is no such card. Look for it in Contacts.'),
  nothingKnown: () =>
    new Refusal(
      'contact-empty',
      400,
      'Escriba al menos un nombre, una dirección de correo o un teléfono.',
      'Write at least a name, a mail address or a telephone.',
    ),
  sameContact: () =>
    new Refusal('same-contact', 409, 'Las dos ya son una sola ficha. Vuelva a abrirla.', 'The two are one card already. Open it again.'),
  unknownUnion: () =>
    new Refusal(
      'unknown-union',
      404,
      'Esas fichas ya están separadas. Vuelva a abrirlas.',
      'Those cards are apart already. Open them again.',
    ),
  nameMissing: () =>
    new Refusal(
      'name-missing',
      400,
      'Escriba el nombre: esta ficha no tiene dirección ni teléfono por los que conocerla.',
      'Write the name: this card has neither address nor telephone to know it by.',
    ),
  notAnAddress: (typed: string) =>
    new Refusal(
      'bad-address',
      400,
      `«${shortened(typed)}» no es una dirección de correo. Escríbala completa, por ejemplo ana@correo.example.`,
      `“${shortened(typed)}” is no mail address. Write it whole, such as ana@correo.example.`,
    ),
  mixedLetters: (typed: string) =>
    new Refusal(
      'mixed-letters',
      400,
      `«${shortened(typed)}» tiene letras de otro alfabeto que se parecen a las nuestras. Escríbala a mano, letra por letra.`,
      `“${shortened(typed)}” has letters of another alphabet that look like ours. Type it by hand, letter by letter.`,
    ),
  addressTaken: (contact: { readonly id: string; readonly name: string }) =>
    new Refusal(
      'address-taken',
      409,
      `Esa dirección está en la ficha de ${contact.name}. Si es la misma persona, una las dos fichas.`,
      `That address is on the card of ${contact.name}. If they are one person, unite the two cards.`,
      { contact },
    ),
  lookalike: (other: string) =>
    new Refusal(
      'lookalike-address',
      409,
      `Se parece mucho a ${other}, que ya está en la ficha. Si de verdad es otra dirección, confírmelo.`,
      `It looks very much like ${other}, which is on the card already. If it really is another address, confirm it.`,
      { other },
    ),
  lastAddress: () =>
    new Refusal(
      'last-address',
      409,
      'Es la única dirección de la ficha y por ella llegó correo: agregue primero la otra.',
      'It is the only address of the card and mail came under it: add the other one first.',
    ),
  unknownAddress: () =>
    new Refusal(
      'unknown-address',
      404,
      'Esa dirección ya no está en la ficha. Vuelva a abrirla.',
      'That address is no longer on the card. Open it again.',
    ),
  notAPhone: (typed: string) =>
    new Refusal(
      'bad-phone',
      400,
      `«${shortened(typed)}» no es un teléfono. Escríbalo con su código de área, por ejemplo ${shownPhone({ number: '+18095550101', extension: null })}, o con + y el país.`,
      `“${shortened(typed)}” is no telephone. Write it with its area code, such as ${shownPhone({ number: '+18095550101', extension: null })}, or with + and the country.`,
    ),
  unknownPhone: () =>
    new Refusal(
      'unknown-phone',
      404,
      'Ese teléfono ya no está en la ficha. Vuelva a abrirla.',
      'That telephone is no longer on the card. Open it again.',
    ),
  noteMissing: () => new Refusal('text-missing', 400, 'Escriba la nota.', 'Write the note.'),
  unknownNote: () =>
    new Refusal(
      'unknown-note',
      404,
      'Esa nota ya no está en la ficha. Vuelva a abrirla.',
      'That note is no longer on the card. Open it again.',
    ),
  consentDetailMissing: () =>
    new Refusal(
      'detail-missing',
      400,
      'Escriba para qué dio su consentimiento: «Otro» por sí solo no lo dice.',
      'Write what the consent is for: “Other” alone does not say it.',
    ),
  consentInFuture: () =>
    new Refusal(
      'consent-in-future',
      400,
      'La fecha del consentimiento aún no llega. Escriba el día en que lo dio.',
      'The date of the consent is still to come. Write the day on which it was given.',
    ),
  unknownConsent: () =>
    new Refusal(
      'unknown-consent',
      404,
      'Ese consentimiento ya no está en la ficha o ya se revocó. Vuelva a abrirla.',
      'That consent is no longer on the card or was withdrawn already. Open it again.',
    ),
};

/** What was typed, on one line and not too long to be read back. */
function shortened(typed: string): string {
  const line = typed.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
