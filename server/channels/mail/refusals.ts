import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  unknownMailbox: (what = '') =>
    new Refusal(
      'unknown-mailbox',
      404,
      `No existe el buzón${what ? ` ${what}` : ''}. Vea los que hay en Configuración › Buzones.`,
      `There is no such mailbox${what ? `: ${what}` : ''}. See those there are under Settings › Mailboxes.`,
    ),
  mailboxExists: (address: string) =>
    new Refusal(
      'mailbox-exists',
      409,
      `El buzón ${address} ya está. Edítelo en Configuración › Buzones.`,
      `The mailbox ${address} is already there. Edit it under Settings › Mailboxes.`,
    ),
  badAddress: (text: string) =>
    new Refusal(
      'bad-address',
      400,
      `«${text.slice(0, 100)}» no es una dirección de correo. Escríbala completa, como info@institucion.example.`,
      `"${text.slice(0, 100)}" is not a mail address. Write it in full, such as info@institution.example.`,
    ),
  badServerUrl: (protocol: 'imap' | 'smtp') =>
    new Refusal(
      'bad-server-url',
      400,
      `La dirección del servidor ${protocol.toUpperCase()} no se entiende. Escriba ${protocol}s://usuario:clave@servidor:${protocol === 'imap' ? 993 : 465}, con los signos de la clave codificados en %.`,
      `The address of the ${protocol.toUpperCase()} server is not understood. Write ${protocol}s://user:password@server:${protocol === 'imap' ? 993 : 465}, with the signs of the password percent-encoded.`,
    ),
  demoSink: () =>
    new Refusal(
      'demo-sink',
      409,
      'En la demostración todo el correo termina en esta máquina, y sus servidores no se cambian. Para conectar un buzón de verdad, inicie Ventanilla con «ventanilla start» en otra carpeta.',
      'In the demonstration all mail ends on this machine, and its servers are not changed. To connect a real mailbox, start Ventanilla with "ventanilla start" in another folder.',
    ),
  notLoopback: (host: string) =>
    new Refusal(
      'not-loopback',
      409,
      `Con VENTANILLA_CLOCK solo se habla con servidores de correo de esta máquina, y ${host} no lo es. Quite VENTANILLA_CLOCK para usarlo.`,
      `With VENTANILLA_CLOCK only mail servers of this machine are spoken to, and ${host} is not one. Remove VENTANILLA_CLOCK to use it.`,
    ),
  insecure: (host: string) =>
    new Refusal(
      'insecure-connection',
      400,
      `La clave no se envía sin cifrar a ${host}. Elija TLS o STARTTLS.`,
      `The password is not sent to ${host} in the clear. Choose TLS or STARTTLS.`,
    ),
  credentialsMissing: () =>
    new Refusal(
      'credentials-missing',
      400,
      'Falta la clave o el permiso del buzón. Escríbala, o elija Microsoft 365 o Google y dé el permiso.',
      'The password or permission of the mailbox is missing. Write it, or choose Microsoft 365 or Google and give the permission.',
    ),
  badSince: () =>
    new Refusal(
      'bad-since',
      400,
      'La fecha desde la que se cuentan plazos no se entiende. Escríbala como 2026-11-01T00:00:00-04:00.',
      'The instant from which deadlines count is not understood. Write it as 2026-11-01T00:00:00-04:00.',
    ),
  sinceIsFixed: () =>
    new Refusal(
      'since-is-fixed',
      409,
      'Este buzón ya se lee: la fecha desde la que se cuentan plazos no se cambia. Quítelo y agréguelo con otra fecha.',
      'This mailbox is being read: the instant from which deadlines count does not change. Remove it and add it with another one.',
    ),
  unknownReceipt: () =>
    new Refusal(
      'unknown-receipt',
      404,
      'Ese correo ya no está en cuarentena. Actualice la lista.',
      'That mail is no longer in quarantine. Refresh the list.',
    ),
  noPermissionAsked: () =>
    new Refusal(
      'permission-not-asked',
      400,
      'Este regreso no corresponde a un permiso pedido aquí. Vuelva a Configuración › Buzones y pulse Renovar permiso.',
      'This return belongs to no permission asked for here. Go back to Settings › Mailboxes and press Renew permission.',
    ),
  permissionRefused: (answer: string) =>
    new Refusal(
      'permission-refused',
      502,
      `El proveedor no dio el permiso (${answer}). Entre con una cuenta que pueda leer el buzón y pruebe otra vez.`,
      `The provider did not give the permission (${answer}). Sign in with an account that may read the mailbox and try again.`,
    ),
  notOAuth: () =>
    new Refusal(
      'not-oauth',
      409,
      'Este buzón entra con clave. Cambie «Cómo entra» a Microsoft 365 o Google para pedir un permiso.',
      'This mailbox signs in with a password. Change how it signs in to Microsoft 365 or Google to ask for a permission.',
    ),
  graphIsMicrosoft: () =>
    new Refusal(
      'graph-needs-microsoft',
      400,
      'Solo un buzón de Microsoft 365 se lee sin IMAP. En «Cómo entra» elija Microsoft 365.',
      'Only a mailbox of Microsoft 365 is read without IMAP. Under how it signs in choose Microsoft 365.',
    ),
  notGraph: (host: string) =>
    new Refusal(
      'not-graph',
      400,
      `${host} no es el servicio de Microsoft Graph. Deje graph.microsoft.com, o elija IMAP y SMTP.`,
      `${host} is not the service of Microsoft Graph. Leave graph.microsoft.com, or choose IMAP and SMTP.`,
    ),
  cannotRead: (es: string, en: string) => new Refusal('mailbox-unreachable', 502, es, en),
  nothingToImport: (path: string) =>
    new Refusal(
      'nothing-to-import',
      400,
      `No se puede leer ${path}. Indique archivos .eml o mbox, o carpetas que los tengan.`,
      `${path} can't be read. Give .eml or mbox files, or folders that hold them.`,
    ),
  cannotSend: () =>
    new Refusal(
      'cannot-send',
      409,
      'El buzón de esta conversación no tiene servidor de salida. Pida a Redes que lo ponga en Configuración, Buzones.',
      'The mailbox of this conversation has no outgoing server. Ask Redes to set one in Settings, Mailboxes.',
    ),
};
