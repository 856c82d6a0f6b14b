import { Refusal } from '#kernel';

/** What the desk refuses about what is unwanted. */
export const spamRefusals = {
  spamWithArea: () =>
    new Refusal(
      'spam-with-area',
      409,
      'Un área debe una respuesta aquí: no se marca como no deseada. Espere su respuesta o deshaga la escalación.',
      'An area owes an answer here: it cannot be marked as spam. Wait for its answer or undo the escalation.',
    ),
  spamMerged: () =>
    new Refusal(
      'spam-merged',
      409,
      'Está unida con otra conversación. Sepárela primero, y marque solo la que no se desea.',
      'It is merged with another conversation. Split it first, and mark only the unwanted one.',
    ),
  spamReasonMissing: () =>
    new Refusal(
      'reason-missing',
      400,
      'Diga por qué no se desea: así se sabe al buscarla.',
      'Say why it is unwanted: so whoever looks for it knows.',
    ),
  reopenSpam: () =>
    new Refusal(
      'reopen-spam',
      409,
      'Está entre los no deseados: libérela, y su plazo corre desde que llegó.',
      'It is among the unwanted: release it, and its deadline runs from when it came.',
    ),
  notSpam: () =>
    new Refusal(
      'not-spam',
      409,
      'No está entre los no deseados: no hay nada que liberar.',
      'It is not among the unwanted: there is nothing to release.',
    ),
  unreadableSender: () =>
    new Refusal(
      'bad-sender',
      400,
      'Escriba una dirección (promo@ejemplo.com) o un dominio (ejemplo.com).',
      'Write an address (promo@example.com) or a domain (example.com).',
    ),
  ownSender: (value: string) =>
    new Refusal(
      'own-sender',
      409,
      `«${value}» es de la institución o de un área: no se bloquea. Si alguien la suplanta, avise a la Administración de Redes.`,
      `“${value}” belongs to the institution or an area: it is not blocked. If somebody forges it, tell the network administration.`,
    ),
  domainInUse: (domain: string) =>
    new Refusal(
      'domain-in-use',
      409,
      `En «${domain}» hay personas a las que respondemos. Bloquee las direcciones una por una.`,
      `There are people at “${domain}” whom we answer. Block the addresses one by one.`,
    ),
  unknownSenderRule: () =>
    new Refusal('unknown-sender-rule', 404, 'Ese remitente ya no está en la lista.', 'That sender is not in the list any more.'),
};
