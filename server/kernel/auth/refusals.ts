import type { Role } from '../kernel.ts';
import { Refusal } from '../refusal.ts';

const plain = (code: string, status: number, es: string, en: string) => () => new Refusal(code, status, es, en);

/** As the procedure's people call them (contract, Roles). */
const shown: Readonly<Record<Role, readonly [es: string, en: string]>> = {
  operator: ['Agente de Servicio', 'Service agent'],
  coordinator: ['Coordinador/a', 'Coordinator'],
  head: ['Encargado/a', 'Head of department'],
  network: ['Administrador/a de Redes', 'Network administrator'],
  quality: ['Calidad', 'Quality'],
  rector: ['Rector/a', 'Rector'],
  auditor: ['Auditor/a', 'Auditor'],
  admin: ['Administrador/a', 'Administrator'],
};
const named = (roles: readonly Role[], language: 0 | 1): string => roles.map((role) => shown[role][language]).join(', ');

/** What the way in refuses, each with the sentence that says what to do. */
export const refuse = {
  wrongCredentials: plain(
    'wrong-credentials',
    401,
    'El correo o la clave no coinciden. Escríbalos otra vez; si la olvidó, pida un enlace nuevo a quien administra Ventanilla.',
    'The e-mail or the password does not match. Type them again; if you forgot it, ask whoever administers Ventanilla for a new link.',
  ),
  wrongCode: plain(
    'wrong-code',
    401,
    'El código no coincide o ya se usó. Espere el siguiente de su aplicación, o use un código de recuperación.',
    'The code does not match or was already used. Wait for the next one in your app, or use a recovery code.',
  ),
  slowDown: (seconds: number) =>
    new Refusal(
      'slow-down',
      429,
      `Hubo demasiados intentos desde este equipo. Espere ${seconds} s y vuelva a intentar; su cuenta sigue abierta en los demás.`,
      `There were too many tries from this device. Wait ${seconds} s and try again; your account stays open elsewhere.`,
      { seconds },
    ),
  signInNeeded: plain('sign-in-needed', 401, 'Entre con su cuenta para continuar.', 'Sign in to go on.'),
  badToken: plain(
    'bad-token',
    401,
    'El token no existe, venció o fue anulado. Pida uno nuevo a quien administra Ventanilla.',
    'The token does not exist, has expired or was revoked. Ask whoever administers Ventanilla for a new one.',
  ),
  secondFactorMissing: plain(
    'second-factor-missing',
    403,
    'Falta su segundo factor. Complete la entrada con el código de su aplicación antes de continuar.',
    'Your second factor is missing. Finish signing in with the code of your app first.',
  ),
  notAllowed: (roles: readonly Role[]) =>
    new Refusal(
      'not-allowed',
      403,
      `Su rol no permite esto. Pídalo a quien tenga uno de estos: ${named(roles, 0)}.`,
      `Your role does not allow this. Ask somebody who holds one of these: ${named(roles, 1)}.`,
      { roles },
    ),
  wrongOrigin: plain(
    'wrong-origin',
    403,
    'La petición viene de otra página y no se atendió. Abra Ventanilla en su propia dirección y repita lo que hacía.',
    'The request comes from another page and was not served. Open Ventanilla at its own address and repeat it.',
  ),
  needsPerson: plain(
    'needs-account',
    403,
    'Esto es de la cuenta de una persona: un token no tiene clave ni sesiones. Entre con correo y clave.',
    'This belongs to a person’s account: a token has neither password nor sessions. Sign in with e-mail and password.',
  ),
  weakPassword: plain(
    'weak-password',
    400,
    'La clave es corta o está en las listas de claves filtradas. Escriba al menos 10 caracteres, por ejemplo cuatro palabras al azar.',
    'The password is short or stands in lists of leaked ones. Write at least 10 characters, four random words for instance.',
  ),
  emailTaken: plain(
    'email-taken',
    409,
    'Ya hay una cuenta con ese correo. Búsquela en Usuarios y acceso y cambie su rol o envíele otra invitación.',
    'There already is an account with that e-mail. Find it under Users and change its role or invite it again.',
  ),
  unknownUser: plain(
    'unknown-user',
    404,
    'No existe esa cuenta. Vuelva a la lista de usuarios.',
    'There is no such account. Go back to the list of users.',
  ),
  unknownSession: plain(
    'unknown-session',
    404,
    'Esa sesión no existe o ya terminó. Actualice la lista.',
    'That session does not exist or has ended. Refresh the list.',
  ),
  unknownToken: plain('unknown-token', 404, 'No existe ese token. Actualice la lista.', 'There is no such token. Refresh the list.'),
  lastAdmin: plain(
    'last-admin',
    409,
    'Es la última persona que administra. Dé primero ese rol a otra que ya pueda entrar.',
    'This is the last administrator. Give that role first to somebody else who can already sign in.',
  ),
  badEmail: plain(
    'bad-email',
    400,
    'Eso no es una dirección de correo. Escríbala completa, como persona@institucion.example.',
    'That is no e-mail address. Write it whole, such as person@institution.example.',
  ),
  badName: plain('bad-name', 400, 'Escriba un nombre, de 200 letras como máximo.', 'Write a name, of at most 200 letters.'),
  badDays: plain(
    'bad-days',
    400,
    'Un token dura días enteros: escriba de 1 a 3650, o nada si no vence.',
    'A token lasts whole days: write 1 to 3650, or nothing if it does not expire.',
  ),
  roleMissing: plain('role-missing', 400, 'Elija al menos un rol.', 'Choose at least one role.'),
  badInvitation: plain(
    'bad-invitation',
    404,
    'La invitación venció o ya se usó. Pida un enlace nuevo a quien le invitó.',
    'The invitation has expired or was used. Ask whoever invited you for a new link.',
  ),
  badSetupLink: plain(
    'bad-setup-link',
    404,
    'El enlace de primer inicio venció o ya se usó. Reinicie Ventanilla y abra el que muestra al empezar.',
    'The set-up link has expired or was used. Restart Ventanilla and open the one it prints.',
  ),
  totpAlready: plain(
    'totp-already-on',
    409,
    'Su segundo factor ya está encendido. Apáguelo primero si quiere cambiar de teléfono.',
    'Your second factor is already on. Turn it off first to change phones.',
  ),
  totpNotBegun: plain(
    'totp-not-begun',
    409,
    'Primero pida la llave del segundo factor y agréguela a su aplicación.',
    'Ask for the second factor’s key first and add it to your app.',
  ),
  secondFactorRequired: plain(
    'second-factor-required',
    409,
    'La institución exige el segundo factor. Para cambiar de teléfono, pida a quien administra que lo reinicie.',
    'The institution requires the second factor. To change phones, ask an administrator to reset it.',
  ),
  unknownSetting: plain(
    'unknown-setting',
    404,
    'No existe ese ajuste. Mire los que hay en Configuración.',
    'There is no such setting. See those under Settings.',
  ),
};
