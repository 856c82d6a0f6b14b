/** What keeps a mailbox from being read, in words somebody can act on. */
export interface Trouble {
  readonly code: TroubleCode;
  readonly es: string;
  readonly en: string;
  /** Trying again would not help or would lock the account: a person has to act. */
  readonly needsPerson: boolean;
}

export type TroubleCode =
  | 'wrong-password'
  | 'permission-expired'
  | 'wrong-certificate'
  | 'no-encryption'
  | 'no-tls'
  | 'needs-tls'
  | 'tls-failed'
  | 'unknown-host'
  | 'no-answer'
  | 'refused'
  | 'not-loopback'
  | 'busy'
  | 'cut'
  | 'secret-unreadable'
  | 'disk-full'
  | 'data-not-writable'
  | 'graph-forbidden'
  | 'graph-no-mailbox'
  | 'unexpected';

export interface Failure {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly authenticationFailed?: boolean | undefined;
  readonly serverResponseCode?: string | undefined;
  readonly responseText?: string | undefined;
  readonly responseCode?: number | undefined;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly auth: 'password' | 'microsoft' | 'google';
  /** A person is testing: nothing is tried again by itself. */
  readonly isByHand?: boolean;
  /** On this machine the encryption may be left out. */
  readonly isLoopback?: boolean;
}

/** Whose certificate was shown, until when (already written for a reader), and its fingerprint. */
export interface ShownCertificate {
  readonly name: string;
  readonly until: string;
  readonly isExpired: boolean;
  readonly fingerprint: string;
}

const providers = { password: 'el servidor', microsoft: 'Microsoft 365', google: 'Google' } as const;
const providersEn = { password: 'the server', microsoft: 'Microsoft 365', google: 'Google' } as const;

/** Names the trouble behind an error of imapflow, nodemailer, Node or of the token endpoint. */
export function troubleOf(failure: Failure, target: Target, certificate: ShownCertificate | null = null): Trouble {
  const code = failure.code ?? '';
  if (code === 'not-loopback') return notLoopback(target);
  if (code === 'secret-unreadable') return secretUnreadable();
  if (code === 'needs-tls') return needsTls(target);
  if (code === 'graph-forbidden') return graphForbidden(target, failure);
  if (code === 'graph-no-mailbox') return graphNoMailbox(target, failure);
  if (
    code === 'invalid_grant' ||
    code === 'invalid_client' ||
    code === 'unauthorized_client' ||
    code === 'interaction_required' ||
    code === 'no-permission'
  )
    return permissionExpired(target, code);
  if (answersWithoutTls(failure)) return noTls(target);
  if (isCertificateError(failure)) return wrongCertificate(target, certificate);
  if (isBusy(failure)) return busy(target, failure);
  if (failure.authenticationFailed || code === 'EAUTH')
    return target.auth === 'password' ? wrongPassword(target) : permissionExpired(target, 'AUTHENTICATIONFAILED');
  if (/STARTTLS/i.test(failure.message ?? '') && !/timeout/i.test(code)) return noEncryption(target);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EDNS') return unknownHost(target);
  if (code === 'ECONNREFUSED' || /ECONNREFUSED/.test(failure.message ?? '')) return refused(target);
  if (isTlsError(failure)) return tlsFailed(target);
  if (['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code))
    return noAnswer(target);
  if (
    [
      'NoConnection',
      'EConnectionClosed',
      'ECONNRESET',
      'EPIPE',
      'ECONNECTION',
      'ESOCKET',
      'StateLogout',
      'ClosedAfterConnectText',
      'ClosedAfterConnectTLS',
    ].includes(code)
  )
    return cut(target);
  return unexpected(target, failure);
}

/** OpenSSL's way of saying that the other side began to talk in plain text. */
function answersWithoutTls({ code, message }: Failure): boolean {
  return (
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code ?? '') ||
    /wrong version number|packet length too long/i.test(message ?? '')
  );
}

function isTlsError({ code, message }: Failure): boolean {
  return /^ERR_SSL_|^EPROTO$/.test(code ?? '') || /:SSL routines:/.test(message ?? '');
}

/** A trouble of how the connection is encrypted, and so of that step of a test. */
export function isAboutEncryption({ code }: Trouble): boolean {
  return ['wrong-certificate', 'no-encryption', 'no-tls', 'needs-tls', 'tls-failed'].includes(code);
}

/** Answers that come at sign-in and say nothing about the password (RFC 5530). */
function isBusy(failure: Failure): boolean {
  return (
    ['UNAVAILABLE', 'INUSE', 'LIMIT', 'ALERT', 'OVERQUOTA', 'SERVERBUG', 'CONTACTADMIN'].includes(failure.serverResponseCode ?? '') ||
    failure.code === 'ETHROTTLE'
  );
}

export function isCertificateError(failure: Failure): boolean {
  return (
    /CERT|UNABLE_TO_VERIFY|SELF_SIGNED|ERR_TLS_CERT/.test(failure.code ?? '') ||
    /certificate|Hostname\/IP does not match/i.test(failure.message ?? '')
  );
}

function wrongPassword({ host, user }: Target): Trouble {
  return {
    code: 'wrong-password',
    es: `El servidor ${host} no aceptó la clave de ${user ?? 'este buzón'}. Escríbala otra vez o pida a Redes una clave de aplicación. No se insiste, para que la cuenta no se bloquee.`,
    en: `The server ${host} did not accept the password of ${user ?? 'this mailbox'}. Write it again, or ask the network team for an application password. It is not tried again, so that the account is not locked.`,
    needsPerson: true,
  };
}

function permissionExpired({ auth, user }: Target, answer: string): Trouble {
  const es = providers[auth];
  return {
    code: 'permission-expired',
    es: `El permiso de ${es} para ${user ?? 'este buzón'} venció o fue retirado. Un administrador de la cuenta debe entrar otra vez en Configuración › Buzones › Renovar permiso; no se pierde ningún correo. Respuesta: ${answer}.`,
    en: `The permission of ${providersEn[auth]} for ${user ?? 'this mailbox'} has expired or was withdrawn. An administrator of the account must sign in again under Settings › Mailboxes › Renew permission; no mail is lost. Answer: ${answer}.`,
    needsPerson: true,
  };
}

function wrongCertificate({ host }: Target, shown: ShownCertificate | null): Trouble {
  const whose = shown
    ? `mostró un certificado a nombre de «${shown.name}», ${shown.isExpired ? 'vencido el' : 'vigente hasta el'} ${shown.until}`
    : 'mostró un certificado en el que no se puede confiar';
  const whoseEn = shown
    ? `showed a certificate in the name of “${shown.name}”, ${shown.isExpired ? 'expired on' : 'valid until'} ${shown.until}`
    : 'showed a certificate that can’t be trusted';
  const mark = shown ? ` Huella: ${shown.fingerprint}.` : '';
  const markEn = shown ? ` Fingerprint: ${shown.fingerprint}.` : '';
  return {
    code: 'wrong-certificate',
    es: `El certificado no es válido para este servidor. ${host} ${whose}. No enviamos la clave. Pida a Redes que lo renueve o corrija el nombre del servidor.${mark}`,
    en: `The certificate is not valid for this server. ${host} ${whoseEn}. The password was not sent. Ask the network team to renew it, or correct the server’s name.${markEn}`,
    needsPerson: false,
  };
}

function noEncryption({ host, port }: Target): Trouble {
  return {
    code: 'no-encryption',
    es: `${host}, puerto ${port}, no ofrece una conexión cifrada y la clave no se envía sin cifrar. Use el puerto 993 con TLS o pida a Redes que active STARTTLS.`,
    en: `${host}, port ${port}, offers no encrypted connection and the password is not sent in the clear. Use port 993 with TLS, or ask the network team to turn on STARTTLS.`,
    needsPerson: false,
  };
}

function noTls({ host, port, isLoopback }: Target): Trouble {
  return {
    code: 'no-tls',
    es: `El puerto ${port} de ${host} no usa TLS; en Cifrado pruebe STARTTLS${isLoopback ? ' o Sin cifrar' : ', o escriba el puerto que usa TLS'}. No enviamos la clave.`,
    en: `Port ${port} of ${host} does not use TLS; under Encryption try STARTTLS${isLoopback ? ' or None' : ', or write the port that uses TLS'}. The password was not sent.`,
    needsPerson: false,
  };
}

function needsTls({ host, port }: Target): Trouble {
  return {
    code: 'needs-tls',
    es: `El puerto ${port} de ${host} solo atiende con TLS; en Cifrado elija TLS. No enviamos la clave.`,
    en: `Port ${port} of ${host} answers only with TLS; under Encryption choose TLS. The password was not sent.`,
    needsPerson: false,
  };
}

function tlsFailed({ host, port }: Target): Trouble {
  return {
    code: 'tls-failed',
    es: `Esta máquina y ${host}, puerto ${port}, no lograron acordar el cifrado. Pida a Redes que el servidor ofrezca TLS 1.2 o posterior. No enviamos la clave.`,
    en: `This machine and ${host}, port ${port}, could not agree on the encryption. Ask the network team to let the server offer TLS 1.2 or later. The password was not sent.`,
    needsPerson: false,
  };
}

/** Only reading goes on by itself; a test is made again by whoever made it. */
function again({ isByHand }: Target): { es: string; en: string } {
  return isByHand
    ? { es: 'Pruebe otra vez en un momento', en: 'Test again in a moment' }
    : { es: 'Se vuelve a intentar solo', en: 'It is tried again by itself' };
}

function unknownHost({ host }: Target): Trouble {
  return {
    code: 'unknown-host',
    es: `No se encuentra el servidor ${host}. Revise cómo está escrito el nombre; si es correcto, esta máquina no tiene DNS.`,
    en: `The server ${host} can’t be found. Check how its name is written; if it is right, this machine has no DNS.`,
    needsPerson: false,
  };
}

function noAnswer({ host, port }: Target): Trouble {
  return {
    code: 'no-answer',
    es: `El servidor no responde. Esperamos a ${host}, puerto ${port}. Revise el nombre y el puerto; si son correctos, el cortafuegos no deja salir a esta máquina.`,
    en: `The server does not answer. We waited for ${host}, port ${port}. Check the name and the port; if they are right, the firewall does not let this machine out.`,
    needsPerson: false,
  };
}

function refused(target: Target): Trouble {
  const { host, port } = target;
  return {
    code: 'refused',
    es: `${host} no atiende en el puerto ${port}. Revise el puerto; si es correcto, el servicio de correo está apagado. ${again(target).es}.`,
    en: `${host} does not serve port ${port}. Check the port; if it is right, the mail service is off. ${again(target).en}.`,
    needsPerson: false,
  };
}

function notLoopback({ host }: Target): Trouble {
  return {
    code: 'not-loopback',
    es: `Con VENTANILLA_CLOCK solo se habla con servidores de correo de esta máquina, y ${host} no lo es. Quite VENTANILLA_CLOCK para leer correo de verdad.`,
    en: `With VENTANILLA_CLOCK only mail servers of this machine are spoken to, and ${host} is not one. Remove VENTANILLA_CLOCK to read real mail.`,
    needsPerson: true,
  };
}

function busy(target: Target, failure: Failure): Trouble {
  const { host } = target;
  const said = failure.responseText ? ` Dijo: ${failure.responseText.slice(0, 200)}` : '';
  return {
    code: 'busy',
    es: `El servidor ${host} no atiende en este momento. ${again(target).es}.${said}`,
    en: `The server ${host} is not serving at the moment. ${again(target).en}.${said.replace('Dijo', 'It said')}`,
    needsPerson: false,
  };
}

function cut(target: Target): Trouble {
  const { host } = target;
  return {
    code: 'cut',
    es: `Se cortó la conexión con ${host}. ${again(target).es}; si se repite, pida a Redes que revise la línea.`,
    en: `The connection with ${host} was cut. ${again(target).en}; if it repeats, ask the network team to check the line.`,
    needsPerson: false,
  };
}

function secretUnreadable(): Trouble {
  return {
    code: 'secret-unreadable',
    es: 'La clave guardada de este buzón no se puede leer: falta el archivo secret.key con el que se selló. Restáurelo, o escriba la clave otra vez en Configuración › Buzones.',
    en: 'The stored password of this mailbox can’t be read: the file secret.key that sealed it is missing. Restore it, or write the password again under Settings › Mailboxes.',
    needsPerson: true,
  };
}

function graphForbidden({ user }: Target, failure: Failure): Trouble {
  const said = (failure.responseText ?? '').slice(0, 200);
  return {
    code: 'graph-forbidden',
    es: `Microsoft 365 no deja a la aplicación usar ${user ?? 'este buzón'}. Revise en la lista del administrador el consentimiento de Mail.ReadWrite y Mail.Send, y que la directiva de acceso incluya el buzón. Respuesta: ${said}`,
    en: `Microsoft 365 does not let the application use ${user ?? 'this mailbox'}. Check in the administrator’s list the consent for Mail.ReadWrite and Mail.Send, and that the access policy includes the mailbox. Answer: ${said}`,
    needsPerson: true,
  };
}

function graphNoMailbox({ user }: Target, failure: Failure): Trouble {
  const said = (failure.responseText ?? '').slice(0, 200);
  return {
    code: 'graph-no-mailbox',
    es: `Microsoft 365 no encuentra el buzón ${user ?? ''}. Revise la dirección, el inquilino y que el buzón tenga licencia o sea compartido. Respuesta: ${said}`,
    en: `Microsoft 365 does not find the mailbox ${user ?? ''}. Check the address, the tenant, and that the mailbox is licensed or shared. Answer: ${said}`,
    needsPerson: true,
  };
}

function unexpected(target: Target, failure: Failure): Trouble {
  const { host } = target;
  const said = (failure.responseText ?? failure.message ?? failure.code ?? '').slice(0, 200);
  return {
    code: 'unexpected',
    es: `La conexión con ${host} falló. ${again(target).es}. Si se repite, muestre esto a Redes: ${said}`,
    en: `The connection with ${host} failed. ${again(target).en}. If it repeats, show this to the network team: ${said}`,
    needsPerson: false,
  };
}
