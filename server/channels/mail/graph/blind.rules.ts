/**
 * A mail as Graph needs it: it takes no envelope, so whoever gets it and stands in no header is named in a Bcc, which Exchange takes out before it
 * passes the mail on. As it is where there is nobody.
 */
export function withBlindCopies(raw: Buffer, recipients: readonly string[]): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  const header = raw.toString('latin1', 0, end < 0 ? raw.length : end).replace(/\r\n[ \t]+/g, ' ');
  const named = header
    .split('\r\n')
    .filter((line) => /^(to|cc):/i.test(line))
    .join(' ')
    .toLowerCase();
  const blind = recipients.filter((one) => !named.includes(one.toLowerCase()));
  return blind.length === 0 ? raw : Buffer.concat([Buffer.from(`Bcc: ${blind.join(',\r\n ')}\r\n`), raw]);
}
