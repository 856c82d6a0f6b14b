import type { Kernel } from '#kernel';
import { troubleFor } from '../connect.ts';
import type { MailboxRow } from '../mailbox-store.ts';
import { accessToken, forgetToken } from '../oauth.ts';
import type { Step } from '../shapes.ts';
import { openGraph } from './client.ts';
import { folderNames } from './graph.rules.ts';
import { saysMaySend } from './token.rules.ts';

/** Tries a mailbox that is read through Graph, step by step, to the first that fails: its permission, its inbox, what it may send. Reads no mail, sends none. */
export async function testGraph(
  k: Kernel,
  mailbox: MailboxRow,
  { steps, timed }: { steps: Step[]; timed: () => number },
): Promise<boolean> {
  const user = mailbox.imap.user ?? mailbox.address;
  const graph = openGraph(k, mailbox);
  const pass = (name: Step['name'], es: string, en: string) => steps.push({ name, ok: true, detail: es, detailEn: en, seconds: timed() });
  let at: Step['name'] = 'sign-in';
  try {
    // A permission that was withdrawn must not hide behind a token from before.
    forgetToken(mailbox);
    const token = await accessToken(k, mailbox);
    pass('sign-in', `Microsoft 365 dio permiso para ${user}`, `Microsoft 365 gave the permission for ${user}`);
    at = 'inbox';
    const inbox = await graph.get<{ totalItemCount?: number }>(`${graph.root}/mailFolders/${folderNames.inbox}?$select=totalItemCount`);
    const count = (inbox.totalItemCount ?? 0).toLocaleString('en');
    pass('inbox', `Abrió la carpeta Recibidos: ${count} correos`, `Opened the inbox: ${count} mails`);
    const seconds = await k.settings.get<number>('mail.poll_seconds');
    pass(
      'idle',
      `Se pregunta por lo nuevo cada ${seconds} s (Microsoft Graph)`,
      `New mail is asked for every ${seconds} s (Microsoft Graph)`,
    );
    at = 'folders';
    const sent = await graph.get<{ displayName?: string }>(`${graph.root}/mailFolders/${folderNames.sent}?$select=displayName`);
    const name = sent.displayName ?? folderNames.sent;
    pass('folders', `Lo que se responda fuera se verá en «${name}»`, `What is answered elsewhere will be seen in “${name}”`);
    steps.push(sending(saysMaySend(token.value)));
    return true;
  } catch (error) {
    const trouble = await troubleFor(k, mailbox, error, true);
    steps.push({ name: at, ok: false, detail: trouble.es, detailEn: trouble.en, seconds: timed(), code: trouble.code });
    return false;
  } finally {
    // Nor may one that was got with what was only typed serve whoever reads.
    forgetToken(mailbox);
    graph.close();
  }
}

/** Only a mail would prove it; the token tells what the application was given. */
function sending(maySend: boolean | null): Step {
  if (maySend === false)
    return {
      name: 'smtp',
      ok: false,
      detail: 'A la aplicación le falta el permiso Mail.Send con el consentimiento del administrador: no saldrá ninguna respuesta.',
      detailEn: 'The application lacks the permission Mail.Send with the administrator’s consent: no answer will leave.',
      seconds: 0,
      code: 'graph-forbidden',
    };
  return maySend
    ? {
        name: 'smtp',
        ok: true,
        detail: 'Puede enviar (Mail.Send); no se envió nada',
        detailEn: 'May send (Mail.Send); nothing was sent',
        seconds: 0,
      }
    : {
        name: 'smtp',
        ok: true,
        detail: 'Si puede enviar se sabrá con la primera respuesta; no se envió nada',
        detailEn: 'Whether it may send will be known with the first answer; nothing was sent',
        seconds: 0,
      };
}
