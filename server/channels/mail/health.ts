import type { HealthCheck, Kernel } from '#kernel';
import { certificate, difference, expiry, held, inQuarantine, isRead, type Said, silence, troubleIn } from './alarm.ts';
import { daysBetween, warningFor } from './mailbox.rules.ts';
import { type MailboxRow, mailboxes, markAlarmed } from './mailbox-store.ts';
import { largeMailIsolation } from './pool.ts';
import { countsByMailbox } from './present-store.ts';
import { mailPermissionEnds } from './notice.ts';

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
  check({ es: 'cola de salida', en: 'outgoing queue' }, held, { es: 'El correo que se envía sale.', en: 'What is sent leaves.' }),
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
      const { es, en } = inQuarantine(waiting);
      return { ok: false, detail: es, detailEn: en };
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
