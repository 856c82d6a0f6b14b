const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** A mail's place in an mbox (RFC 4155, lines that begin like one quoted as in mboxrd). `at` in ms. */
export function mboxEntry(raw: Buffer, at: number): Buffer {
  const day = new Date(at);
  const time = [day.getUTCHours(), day.getUTCMinutes(), day.getUTCSeconds()].map(two).join(':');
  const head = `From MAILER-DAEMON ${days[day.getUTCDay()]} ${months[day.getUTCMonth()]} ${two(day.getUTCDate())} ${time} ${day.getUTCFullYear()}\n`;
  const body = raw.toString('latin1').replace(/^(>*From )/gm, '>$1');
  return Buffer.from(`${head}${body}${body.endsWith('\n') ? '' : '\n'}\n`, 'latin1');
}
