import type { Kernel } from '#kernel';
import { openParserPool } from './pool.ts';
import { openSender } from './sender.ts';
import { openSmtpListener } from './smtp-listener.ts';
import { supervise } from './supervise.ts';

/** Reads the mailboxes, sends what is queued and, where it is asked for, listens for SMTP; answers how to stop. */
export async function start(k: Kernel): Promise<() => Promise<void>> {
  const pool = openParserPool({ log: k.log, threads: 2 });
  const supervisor = supervise(k, pool);
  const sender = openSender(k);
  const listener = openSmtpListener(k, supervisor.digester);
  await listener.refresh();
  return async () => {
    await listener.stop();
    await sender.stop();
    await supervisor.stop();
    await pool.close();
  };
}
