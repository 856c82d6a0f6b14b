import assert from 'node:assert/strict';
import { parseMail } from '../parse.ts';
import { cpuOf } from './cpu.ts';
import type { ParsedMail } from '../parse/mail.ts';

/** What holds of every mail, whole or broken: it is parsed, quickly, into values that can be stored, and nothing of it is thrown away. */
export function assertReadable(raw: Buffer, name: string): ParsedMail {
  let parsed: ParsedMail | undefined;
  assert.ok(cpuOf(() => void (parsed = parseMail(raw))) < 2000, `${name}: slow`);
  const mail = parsed ?? assert.fail();
  const { attachments, ...rest } = mail;
  const words = JSON.stringify([rest, attachments.map(({ content: _, ...one }) => one)]);
  assert.ok(!words.includes('\\u0000'), `${name}: a NUL, which PostgreSQL refuses`);
  assert.match(mail.fingerprint, /^[0-9a-f]{64}$/, name);
  // What is left of a mail cut in its header may be a line of its way here; only the wholly unreadable may say nothing.
  const said = [mail.text, mail.html, mail.subject, mail.from, mail.returnPath, mail.messageId, mail.date, ...mail.deliveredTo, ...mail.to, ...mail.received, ...mail.marks];
  const isNearlyNothing = raw.toString('latin1').trim().length < 100;
  assert.ok(isNearlyNothing || attachments.length > 0 || said.some((one) => one !== '' && one !== null) || /^[!-9;-~]+:/.test(raw.toString('latin1')), `${name}: nothing was read`);
  for (const one of attachments) assert.equal(one.content.length, one.size, name);
  assert.ok(!/<script|<iframe|\son\w+\s*=\s*"|javascript:/i.test((mail.html ?? '').replace(/>[^<]*</g, '><')), `${name}: unsafe`);
  return mail;
}
