import { workingTime } from '#calendar';
import type { HealthCheck, Kernel } from '#kernel';
import { written } from './certificate.ts';
import { daysBetween, warningFor } from './mailbox.rules.ts';
import { readsByImap } from './mailbox.ts';
import { type MailboxRow, mailboxes, markAlarmed } from './mailbox-store.ts';
import { largeMailIsolation } from './pool.ts';
import { countsByMailbox } from './present-store.ts';
import { mailPermissionEnds } from './notice.ts';
import type { Reconciliation } from './shapes.ts';

interface Said {
  readonly es: string;
  readonly en: string;
}

const check = (name: Said, find: (k: Kernel, mailbox: MailboxRow) => Promise<Said | null> | Said | null, well: Said): HealthCheck => ({
  name: name.es,
  nameEn: name.en,
  async check(k) {
    const wrong: Said[] = [];
    for (const mailbox of await mailboxes(k)) {
      const found = await find(k, mailbox);
      if (found !== null) wrong.push({ es: `${mailbox.address}: ${found.es}`, en: `${mailbox.address}: ${found.en}` });
    }
    const said = wrong.length === 0 ? [well] : wrong;
    return { ok: wrong.length === 0, detail: said.map((one) => one.es).join(' '), detailEn: said.map((one) => one.en).join(' ') };
  },
});

const isRead = (mailbox: MailboxRow) => mailbox.startedAt !== null && mailbox.pausedAt === null && readsByImap(mailbox);

/** What doctor and Configuración say of the mail. Each sentence names the mailbox and what to do. */
export const health: readonly HealthCheck[] = [
  check(
    { es: 'conexión de los buzones', en: 'connection of the mailboxes' },
    (_k, mailbox) => (isRead(mailbox) ? troubleIn(mailbox) : null),
    {
      es: 'Los buzones se leen sin problemas.',
      en: 'The mailboxes are read without trouble.',
    },
  ),
  check({ es: 'buzones que callan', en: 'silent mailboxes' }, silence, { es: 'El correo se lee a su hora.', en: 'Mail is read on time.' }),
  check({ es: 'permisos de los buzones', en: 'permissions of the mailboxes' }, (k, mailbox) => expiry(k, mailbox), {
    es: 'Ningún permiso vence en los próximos 30 días.',
    en: 'No permission ends in the next 30 days.',
  }),
  check({ es: 'certificados', en: 'certificates' }, (k, mailbox) => certificate(k, mailbox), {
    es: 'Los certificados de los servidores de correo están vigentes.',
    en: 'The certificates of the mail servers are valid.',
  }),
  check({ es: 'conciliación', en: 'reconciliation' }, (_k, mailbox) => difference(mailbox), {
    es: 'Lo que hay en los buzones está también en Ventanilla.',
    en: 'What is in the mailboxes is in Ventanilla too.',
  }),
  {
    name: 'cuarentena',
    nameEn: 'quarantine',
    async check(k) {
      const waiting = [...(await countsByMailbox(k)).values()].reduce((sum, one) => sum + one.quarantined, 0);
      if (waiting === 0) return { ok: true, detail: 'No hay correo en cuarentena.', detailEn: 'There is no mail in quarantine.' };
      return {
        ok: false,
        detail: `${waiting === 1 ? '1 correo no se pudo entender' : `${waiting} correos no se pudieron entender`}; el plazo corre hasta que alguien responda. Vea el original en Bandeja › Ilegibles, o intente de nuevo en Configuración › Buzones › Cuarentena.`,
        detailEn: `${waiting === 1 ? '1 mail' : `${waiting} mails`} could not be understood; the clock runs until somebody answers. See the original under Inbox › Unreadable, or try again under Settings › Mailboxes › Quarantine.`,
      };
    },
  },
  {
    name: 'lectura aislada del correo',
    nameEn: 'isolated reading of mail',
    check: async () =>
      largeMailIsolation() === 'process'
        ? {
            ok: true,
            detail: 'Los correos grandes se leen en un proceso con memoria limitada.',
            detailEn: 'Large mails are read in a process with limited memory.',
          }
        : {
            ok: true,
            detail: 'Esta plataforma no tiene prlimit: los correos grandes se leen en un hilo, sin tope duro de memoria.',
            detailEn: 'This platform has no prlimit: large mails are read in a thread, without a hard limit of memory.',
          },
  },
];

function troubleIn({ troubleEs, troubleEn }: MailboxRow): Said | null {
  return troubleEs === null ? null : { es: troubleEs, en: troubleEn ?? troubleEs };
}

/** «No se ha leído correo en N min dentro del horario»: outside the schedule nobody is waiting for it. */
async function silence(k: Kernel, mailbox: MailboxRow): Promise<Said | null> {
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

function expiry(k: Kernel, mailbox: MailboxRow): Said | null {
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

function certificate(k: Kernel, mailbox: MailboxRow): Said | null {
  if (mailbox.certificateUntil === null) return null;
  const days = daysBetween(k.clock.real(), mailbox.certificateUntil);
  if (days > 14) return null;
  return {
    es: `El certificado de ${mailbox.imap.host} vence el ${written(mailbox.certificateUntil)}. Pida a Redes que lo renueve: vencido, no se lee el buzón.`,
    en: `The certificate of ${mailbox.imap.host} ends on ${written(mailbox.certificateUntil)}. Ask the network team to renew it: once it has ended the mailbox is not read.`,
  };
}

function difference(mailbox: MailboxRow): Said | null {
  const found = mailbox.reconciliation as Reconciliation | null;
  if (!found || found.missingCount === 0) return null;
  return {
    es: `En la conciliación faltaban ${found.missingCount} correos y se trajeron ${found.fetched}. Véalos en Configuración › Buzones.`,
    en: `In the reconciliation ${found.missingCount} mails were missing and ${found.fetched} were brought in. See them under Settings › Mailboxes.`,
  };
}

/** Once a day: an act, and so a line in the register, for each secret that enters its last 30, 7 or 1 days. */
export async function watchSecrets(k: Kernel): Promise<void> {
  for (const mailbox of await mailboxes(k)) {
    if (mailbox.secretExpiresOn === null) continue;
    const days = daysBetween(k.clock.real(), Date.parse(`${mailbox.secretExpiresOn}T00:00:00-04:00`));
    const warning = warningFor(days);
    if (warning === null) continue;
    await k.transaction(async (k) => {
      if (!(await markAlarmed(k, mailbox.id, warning))) return;
      await k.acts.write({
        verb: 'mailbox.permission-ends',
        subject: { kind: 'mailbox', id: mailbox.id },
        detail: { address: mailbox.address, on: mailbox.secretExpiresOn, days },
      });
      await mailPermissionEnds(k, mailbox.address, mailbox.secretExpiresOn as string);
      await k.live.tell('mail', mailbox.id);
    });
    k.log.warn('mail.permission-ends', { mailbox: mailbox.address, on: mailbox.secretExpiresOn });
  }
}
