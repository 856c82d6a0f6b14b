import { workingTime } from '#calendar';
import type { HealthCheck, Kernel } from '#kernel';
import { written } from './certificate.ts';
import { daysBetween, warningFor } from './mailbox.rules.ts';
import { type MailboxRow, mailboxes, markAlarmed } from './mailbox-store.ts';
import { readsByImap } from './mailbox.ts';
import { largeMailIsolation } from './pool.ts';
import { countsByMailbox } from './present-store.ts';
import type { Reconciliation } from './shapes.ts';

interface Finding {
  readonly ok: boolean;
  readonly detail: string;
}

const check = (
  name: string,
  find: (k: Kernel, mailbox: MailboxRow) => Promise<string | null> | string | null,
  well: string,
): HealthCheck => ({
  name,
  async check(k): Promise<Finding> {
    const wrong: string[] = [];
    for (const mailbox of await mailboxes(k)) {
      const found = await find(k, mailbox);
      if (found !== null) wrong.push(`${mailbox.address}: ${found}`);
    }
    return { ok: wrong.length === 0, detail: wrong.length === 0 ? well : wrong.join(' ') };
  },
});

const isRead = (mailbox: MailboxRow) => mailbox.startedAt !== null && mailbox.pausedAt === null && readsByImap(mailbox);

/** What doctor and Configuración say of the mail. Each sentence names the mailbox and what to do. */
export const health: readonly HealthCheck[] = [
  check('mail.connection', (_k, mailbox) => (isRead(mailbox) ? mailbox.troubleEs : null), 'Los buzones se leen sin problemas.'),
  check('mail.silence', silence, 'El correo se lee a su hora.'),
  check('mail.permission', (k, mailbox) => expiry(k, mailbox), 'Ningún permiso vence en los próximos 30 días.'),
  check('mail.certificate', (k, mailbox) => certificate(k, mailbox), 'Los certificados de los servidores de correo están vigentes.'),
  check('mail.reconciliation', (_k, mailbox) => difference(mailbox), 'La conciliación de buzones y tabla no muestra diferencia.'),
  {
    name: 'mail.quarantine',
    async check(k) {
      const waiting = [...(await countsByMailbox(k)).values()].reduce((sum, one) => sum + one.quarantined, 0);
      if (waiting === 0) return { ok: true, detail: 'No hay correo en cuarentena.' };
      return {
        ok: false,
        detail: `${waiting} en cuarentena: no se pudo entender y su plazo corre. Véalo en Bandeja › Cuarentena y ábralo con «Ver original».`,
      };
    },
  },
  {
    name: 'mail.isolation',
    check: async () =>
      largeMailIsolation() === 'process'
        ? { ok: true, detail: 'Los correos grandes se leen en un proceso con memoria limitada.' }
        : { ok: true, detail: 'Esta plataforma no tiene prlimit: los correos grandes se leen en un hilo, sin tope duro de memoria.' },
  },
];

/** «No se ha leído correo en N min dentro del horario»: outside the schedule nobody is waiting for it. */
async function silence(k: Kernel, mailbox: MailboxRow): Promise<string | null> {
  if (!isRead(mailbox)) return null;
  const limit = await k.settings.get<number>('mail.silence_minutes');
  const since = Math.max(mailbox.lastReadAt ?? 0, mailbox.startedAt as number);
  const { time } = await workingTime(k);
  const minutes = Math.floor(time.elapsedSeconds(since, k.clock.now()) / 60);
  if (minutes < limit) return null;
  return `No se ha leído correo en ${minutes} min dentro del horario. Pruebe el buzón en Configuración › Buzones › Probar ahora, o reinicie Ventanilla.`;
}

function expiry(k: Kernel, mailbox: MailboxRow): string | null {
  if (mailbox.secretExpiresOn === null) return null;
  // Secrets and certificates end in the world's time, not in that of a demo.
  const end = Date.parse(`${mailbox.secretExpiresOn}T00:00:00-04:00`);
  const days = daysBetween(k.clock.real(), end);
  if (warningFor(days) === null) return null;
  if (days < 0)
    return `El permiso venció el ${written(end)}. Renuévelo en Configuración › Buzones › Renovar permiso; el correo espera en el servidor y los plazos corren.`;
  return `El permiso vence el ${written(end)}, en ${days} días. Renuévelo en Configuración › Buzones › Renovar permiso.`;
}

function certificate(k: Kernel, mailbox: MailboxRow): string | null {
  if (mailbox.certificateUntil === null) return null;
  const days = daysBetween(k.clock.real(), mailbox.certificateUntil);
  if (days > 14) return null;
  return `El certificado de ${mailbox.imap.host} vence el ${written(mailbox.certificateUntil)}. Pida a Redes que lo renueve: vencido, no se lee el buzón.`;
}

function difference(mailbox: MailboxRow): string | null {
  const found = mailbox.reconciliation as Reconciliation | null;
  if (!found || found.missingCount === 0) return null;
  return `En la conciliación faltaban ${found.missingCount} correos y se trajeron ${found.fetched}. Véalos en Configuración › Buzones.`;
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
      await k.live.tell('mail', mailbox.id);
    });
    k.log.warn('mail.permission-ends', { mailbox: mailbox.address, on: mailbox.secretExpiresOn });
  }
}
