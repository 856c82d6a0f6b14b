import nodemailer from 'nodemailer';

/**
 * The bare path that `mail-out` is held against: nodemailer's pool, given the very bytes that ours sends. No queue, no database, nothing
 * noted. Answers mails a second.
 */
export async function bareOut(port: number, mails: readonly { from: string; to: readonly string[]; raw: Buffer }[]): Promise<number> {
  const pool = nodemailer.createTransport({ host: '127.0.0.1', port, pool: true, maxMessages: Number.POSITIVE_INFINITY, ignoreTLS: true });
  const began = performance.now();
  await Promise.all(mails.map(({ from, to, raw }) => pool.sendMail({ envelope: { from, to: [...to] }, raw })));
  const seconds = (performance.now() - began) / 1000;
  pool.close();
  return mails.length / seconds;
}
