import { workingTime } from '#calendar';
import type { Kernel } from '#kernel';
import { written } from './certificate.ts';
import { daysBetween, warningFor } from './mailbox.rules.ts';
import { readsByImap } from './mailbox.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { sendingOf } from './queue/sending-store.ts';
import type { Reconciliation } from './shapes.ts';

/** What is wrong with a mailbox, and what to do. */
export interface Said {
  readonly es: string;
  readonly en: string;
}

export const isRead = (mailbox: MailboxRow) => mailbox.startedAt !== null && mailbox.pausedAt === null && readsByImap(mailbox);

/** All that is wrong with a mailbox beside what stops its reading, each with what to do. */
export async function alarmsOf(k: Kernel, mailbox: MailboxRow, quarantined: number): Promise<Said[]> {
  const found = [
    await silence(k, mailbox),
    await held(k, mailbox),
    expiry(k, mailbox),
    certificate(k, mailbox),
    difference(mailbox),
    quarantined === 0 ? null : inQuarantine(quarantined),
  ];
  return found.filter((one) => one !== null);
}

export function troubleIn({ troubleEs, troubleEn }: MailboxRow): Said | null {
  return troubleEs === null ? null : { es: troubleEs, en: troubleEn ?? troubleEs };
}

/** «No se ha leído correo en N min dentro del horario»: outside the schedule nobody is waiting for it. */
export async function silence(k: Kernel, mailbox: MailboxRow): Promise<Said | null> {
  if (!isRead(mailbox)) return null;
  const limit = await k.settings.get<number>('mail.silence_minutes');
  const since = Math.max(mailbox.lastReadAt ?? 0, mailbox.startedAt as number);
  const { time } = await workingTime(k);
  const minutes = Math.floor(time.elapsedSeconds(since, k.clock.now()) / 60);
  if (minutes < limit) return null;
  return {
    es: `No se ha leído correo en ${minutes} min dentro del horario. Pruebe el buzón en Configuración › Buzones › Probar ahora, o reinicie Ventanilla.`,
    en: `No mail has been read for ${minutes} min of the schedule. Test the mailbox under Settings › Mailboxes › Test now, or restart Ventanilla.`,
  };
}

export function expiry(k: Kernel, mailbox: MailboxRow): Said | null {
  if (mailbox.secretExpiresOn === null) return null;
  // Secrets and certificates end in the world's time, not in that of a demo.
  const end = Date.parse(`${mailbox.secretExpiresOn}T00:00:00-04:00`);
  const days = daysBetween(k.clock.real(), end);
  if (warningFor(days) === null) return null;
  if (days < 0) {
    return {
      es: `El permiso venció el ${written(end)}. Renuévelo en Configuración › Buzones › Renovar permiso; el correo espera en el servidor y los plazos corren.`,
      en: `The permission ended on ${written(end)}. Renew it under Settings › Mailboxes › Renew permission; mail waits on the server and the clocks run.`,
    };
  }
  return {
    es: `El permiso vence el ${written(end)}, en ${days} días. Renuévelo en Configuración › Buzones › Renovar permiso.`,
    en: `The permission ends on ${written(end)}, in ${days} days. Renew it under Settings › Mailboxes › Renew permission.`,
  };
}

export function certificate(k: Kernel, mailbox: MailboxRow): Said | null {
  if (mailbox.certificateUntil === null) return null;
  const days = daysBetween(k.clock.real(), mailbox.certificateUntil);
  if (days > 14) return null;
  return {
    es: `El certificado de ${mailbox.imap.host} vence el ${written(mailbox.certificateUntil)}. Pida a Redes que lo renueve: vencido, no se lee el buzón.`,
    en: `The certificate of ${mailbox.imap.host} ends on ${written(mailbox.certificateUntil)}. Ask the network team to renew it: once it has ended the mailbox is not read.`,
  };
}

export function difference(mailbox: MailboxRow): Said | null {
  const found = mailbox.reconciliation as Reconciliation | null;
  if (!found || found.missingCount === 0) return null;
  return {
    es: `En la conciliación faltaban ${found.missingCount} correos y se trajeron ${found.fetched}. Véalos en Configuración › Buzones.`,
    en: `In the reconciliation ${found.missingCount} mails were missing and ${found.fetched} were brought in. See them under Settings › Mailboxes.`,
  };
}

const hour = 3_600_000;

/** What a server does not take for an hour is told: it is tried for a day, and meanwhile nobody is answered. */
export async function held(k: Kernel, mailbox: MailboxRow): Promise<Said | null> {
  const { waiting, triedSince, response } = (await sendingOf(k, [mailbox.id])).get(mailbox.id) ?? {};
  const real = k.clock.real();
  if (waiting === undefined || triedSince === undefined || triedSince === null || real - triedSince < hour) return null;
  const hours = Math.floor((real - triedSince) / hour);
  const words = response ? { es: ` El servidor dijo: «${response}».`, en: ` The server said: “${response}”.` } : { es: '', en: '' };
  return {
    es: `${waiting} en la cola de salida y ninguno sale desde hace ${hours} h.${words.es} Véalo en Cola de salida y pruebe el buzón en Configuración › Buzones › Probar ahora.`,
    en: `${waiting} in the outgoing queue and none has left for ${hours} h.${words.en} See it under Outgoing queue, and test the mailbox under Settings › Mailboxes › Test now.`,
  };
}

export function inQuarantine(waiting: number): Said {
  return {
    es: `${waiting === 1 ? '1 correo no se pudo entender' : `${waiting} correos no se pudieron entender`}; el plazo corre hasta que alguien responda. Vea el original en Bandeja › Ilegibles, o intente de nuevo en Configuración › Buzones › Cuarentena.`,
    en: `${waiting === 1 ? '1 mail' : `${waiting} mails`} could not be understood; the clock runs until somebody answers. See the original under Inbox › Unreadable, or try again under Settings › Mailboxes › Quarantine.`,
  };
}
