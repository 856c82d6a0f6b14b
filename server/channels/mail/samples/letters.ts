// Made-up mails for the tests: nobody in them exists, every address ends in .example.

export const head = [
  'From: Ana Pérez <ana@Correo.example>',
  'To: Información <info@instituto.example>',
  'Subject: Consulta sobre el certificado',
  'Date: Mon, 02 Mar 2026 10:00:00 -0400',
  'Message-ID: <uno@correo.example>',
  'MIME-Version: 1.0',
] as const;

/** Lines to bytes: CRLF, and UTF-8 unless said otherwise. */
export function letter(lines: readonly string[], encoding: BufferEncoding = 'utf8'): Buffer {
  return Buffer.from(lines.join('\r\n'), encoding);
}

/** A mail with the usual header, further header lines and a body. */
export function plain(body: string, more: readonly string[] = [], encoding: BufferEncoding = 'utf8'): Buffer {
  return letter([...head, ...more, '', body], encoding);
}

export function html(source: string, more: readonly string[] = []): Buffer {
  return plain(source, ['Content-Type: text/html; charset=utf-8', ...more]);
}

/** A multipart of the given kind; each part brings its own header lines. */
export function multipart(kind: string, parts: readonly (readonly string[])[], more: readonly string[] = []): Buffer {
  return letter([...head, ...more, `Content-Type: multipart/${kind}; boundary="corte"`, '', ...parts.flatMap((part) => ['--corte', ...part]), '--corte--', '']);
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
}

export const hostile: Readonly<Record<string, () => Buffer>> = {
  'nothing at all': () => Buffer.alloc(0),
  'no header': () => Buffer.from('hola\r\n\r\n¿hay alguien?'),
  'only a header': () => letter(head),
  '10,000 parts': () => multipart('mixed', Array.from({ length: 10_000 }, (_, i) => ['Content-Type: text/plain', '', `parte ${i}`])),
  '10,000 attachments': () =>
    multipart('mixed', Array.from({ length: 10_000 }, (_, i) => ['Content-Type: application/pdf', `Content-Disposition: attachment; filename=f${i}.pdf`, '', 'x'])),
  '1,000 levels': () =>
    letter([...head, ...Array.from({ length: 1000 }, (_, i) => [`Content-Type: multipart/mixed; boundary=b${i}`, '', `--b${i}`]).flat(), 'Content-Type: text/plain', '', 'al fondo']),
  '1,000 mails inside mails': () =>
    letter([...head, ...Array.from({ length: 1000 }, (_, i) => [`Content-Type: multipart/mixed; boundary=b${i}`, '', `--b${i}`, 'Content-Type: message/rfc822', '', 'Subject: x']).flat(), '', 'al fondo']),
  'a header line of 1 MB': () => plain('hola', [`X-Larga: ${'a'.repeat(1 << 20)}`]),
  'a subject of 1 MB of encoded words': () => letter([`Subject: ${'=?utf-8?q?a?= '.repeat(75_000)}`, ...head, '', 'hola']),
  '200,000 header lines': () => plain('hola', Array.from({ length: 200_000 }, () => 'X: y')),
  '70,000 recipients': () => plain('hola', [`Cc: ${'<a@b.example>, '.repeat(70_000)}`]),
  'brackets and quotes in the sender': () => letter([`From: ${'('.repeat(30_000)}${'"'.repeat(20_000)}a@b.example`, `To: ${'<'.repeat(60_000)}`, '', 'hola']),
  '7,000 parameters': () => plain('hola', [`Content-Type: text/plain; ${'a*0*=b; '.repeat(7000)}`]),
  'one line of 10 MB': () => plain('a'.repeat(10e6)),
  '2 MB of equals signs': () => plain('='.repeat(2e6), ['Content-Transfer-Encoding: quoted-printable']),
  'a boundary that never closes, and 300,000 others': () => multipart('mixed', [['', '--otro\r\n'.repeat(300_000)]]),
  'a quote of 100,000 lines': () => plain(`Gracias\r\n\r\nEl lun, 2 mar 2026, Info <info@instituto.example> escribió:\r\n${'> una línea que no dice nada nuevo a nadie\r\n'.repeat(100_000)}`),
  '100,000 lines that begin like a quote': () => plain('El lunes 2\r\nDe: nadie\r\nOn Monday\r\n'.repeat(33_000)),
  '43 inline images': () =>
    multipart('related', [
      ['Content-Type: text/html', '', Array.from({ length: 43 }, (_, i) => `<img src="cid:i${i}@x">`).join('')],
      ...Array.from({ length: 43 }, (_, i) => ['Content-Type: image/png', `Content-ID: <i${i}@x>`, 'Content-Transfer-Encoding: base64', '', base64(Buffer.alloc(4300, i))]),
    ]),
  '5 MB of HTML': () => html('<p>hola <b>x</b> <a href="https://x.example">y</a></p>\n'.repeat(96_000)),
  '5 MB of open divs': () => html('<div>'.repeat(1_000_000)),
  '5 MB of open bold and italics': () => html('<b><i>'.repeat(800_000)),
  '5 MB of text in one paragraph': () => html(`<p>${'hola mundo '.repeat(450_000)}`),
  '5 MB of less-than signs': () => html('<'.repeat(5e6)),
  '5 MB of unclosed quotes': () => html('<a "'.repeat(1.2e6)),
  '5 MB of attributes': () => html(`<a ${'a=b '.repeat(1.2e6)}>`),
  '5 MB of unclosed comments': () => html('<!--'.repeat(1.2e6)),
  '5 MB of ampersands': () => html('&'.repeat(5e6)),
  '4 MB image inside the HTML': () => html(`<img src="data:image/png;base64,${'A'.repeat(4e6)}">hola`),
  'base64 padded on every line': () => plain('QQ==\r\n'.repeat(300_000), ['Content-Type: application/zip; name=a.zip', 'Content-Transfer-Encoding: base64']),
  'ends that regular expressions look for again and again': () =>
    letter([
      `Content-ID: ${'>'.repeat(60_000)}x`,
      `References: ${'<  '.repeat(3)}${' '.repeat(60_000)}x`,
      `Content-Disposition: attachment; filename="${'.'.repeat(60_000)}x"`,
      ...head,
      'Content-Type: text/html',
      '',
      `<style>a{background:url(${' '.repeat(400_000)}}</style><p style="background:url(${' '.repeat(90_000)}">hola`,
    ]),
};
