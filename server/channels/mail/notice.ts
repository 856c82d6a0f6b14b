import { accountsByIds, type Kernel, mailableBy } from '#kernel';
import { compose, newNoticeId } from './compose.ts';
import { instanceOf } from './instance.ts';
import { type MailboxRow, mailboxes } from './mailbox-store.ts';
import { openLine } from './line.ts';

/** A word to staff from the product itself, in both languages. It belongs to no conversation and settles nothing. */
interface Notice {
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  /** Sealed: an invitation's link must lie nowhere in the clear. */
  readonly sealed: string;
}

/** A word to somebody who works here, queued in the caller's transaction and marked automatic. Unlike an answer it may come twice: after a crash nobody is harmed by a second copy. */
export async function mailStaff(k: Kernel, { to, subject, text }: Omit<Notice, 'sealed'> & { readonly text: string }): Promise<void> {
  await k.jobs.send('mail.notice', { to, subject, sealed: k.secrets.seal(text) } satisfies Notice);
}

/** Sends it from the first mailbox of the service that can; without one nothing is sent, and what it says is in the console. Fails to be tried again. */
export async function sendNotice(k: Kernel, { to, subject, sealed }: Notice): Promise<void> {
  const mailbox = (await mailboxes(k)).find(canSend);
  if (!mailbox) return;
  const text = k.secrets.open(sealed);
  const from = { name: mailbox.name, email: mailbox.address };
  const letter = {
    from,
    replyTo: mailbox.address,
    messageId: newNoticeId(mailbox.address),
    date: k.clock.now(),
    instance: instanceOf(k),
    attachments: [],
  };
  const { raw } = await compose(
    { to: [to], cc: [], subject, text, html: null, answersId: null, references: [], automatic: 'generated' },
    letter,
  );
  const line = await openLine(k, mailbox);
  try {
    const result = await line.send({ from: mailbox.address, to: [to.email] }, raw);
    if (result.kind === 'accepted') return;
    if (result.kind === 'retry') throw new Error(`the outgoing server said: ${result.response}`);
    k.log.warn('mail.notice-not-sent', { mailbox: mailbox.address, kind: result.kind, response: result.response });
  } finally {
    line.close();
  }
}

function canSend({ purpose, smtp, pausedAt }: MailboxRow): boolean {
  return purpose === 'service' && smtp !== null && pausedAt === null;
}

/** Somebody was invited: the link goes to their address too. */
export async function mailInvitation(k: Kernel, { account, link }: { account: string; link: string }): Promise<void> {
  const person = (await accountsByIds(k, [account])).get(account);
  if (!person?.email) return;
  const institution = await k.settings.get<{ name?: string } | null>('institution');
  const at = institution?.name ? ` (${institution.name})` : '';
  await mailStaff(k, {
    to: { name: person.name, email: person.email },
    subject: `Su cuenta en Ventanilla${at}`,
    text: `Hola, ${person.name}:

Le crearon una cuenta en Ventanilla${at}. Elija su clave en este enlace, que sirve una vez y por 72 horas:

${k.secrets.open(link)}

Si no esperaba este correo, no haga nada.

— English —
You were given an account in Ventanilla${at}. Choose your password at the link above; it works once, for 72 hours.
If you did not expect this mail, do nothing.
`,
  });
}

/** A permission to read or send ends soon: whoever may renew it is told. */
export async function mailPermissionEnds(k: Kernel, address: string, on: string): Promise<void> {
  const [year, month, day] = on.split('-');
  const date = `${day}/${month}/${year}`;
  for (const { name, email } of await mailableBy(k, 'mailboxes.change'))
    await mailStaff(k, {
      to: { name, email },
      subject: `El permiso del buzón ${address} vence el ${date}`,
      text: `Hola, ${name}:

El permiso con que Ventanilla lee y envía el correo de ${address} vence el ${date}. Después no entra ni sale correo.
Renuévelo en Configuración › Buzones.

— English —
The permission with which Ventanilla reads and sends the mail of ${address} ends on ${date}. Afterwards no mail comes in or goes out.
Renew it in Settings › Mailboxes.
`,
    });
}
