import { mailDate } from '../tests/world/mails.ts';

export type Hostile = 'images-43' | 'html-5-MB' | 'quote-100,000' | 'parts-10,000';

/** The four mails that bring other desks down, each with its own number so that none is a duplicate. */
export function hostile(kind: Hostile, number: number): { raw: Buffer; subject: string } {
  const subject = `Hostil ${kind} ${number}`;
  const head = [
    'From: Ana Peña <ana@correo.example>',
    'To: info@itla.test',
    `Subject: ${subject}`,
    `Date: ${mailDate(Date.UTC(2026, 2, 10, 14))}`,
    `Message-ID: <${kind.replace(',', '')}-${number}@correo.example>`,
    'MIME-Version: 1.0',
  ];
  return { raw: Buffer.from([...head, ...bodies[kind](number)].join('\r\n')), subject };
}

const bodies: Record<Hostile, (number: number) => string[]> = {
  'images-43': (number) => related(number),
  'html-5-MB': (number) => [
    'Content-Type: text/html; charset=utf-8',
    '',
    ...Array.from(
      { length: 50_000 },
      (_, line) =>
        `<p style="color:#333">Párrafo ${number} ${line}: <b>texto</b> que se repite <a href="https://sitio.example/${line}">enlace</a> y sigue.</p>`,
    ),
  ],
  'quote-100,000': (number) => [
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Gracias, ${number}.`,
    '',
    ...Array.from({ length: 100_000 }, (_, line) => `> línea citada ${line}`),
  ],
  'parts-10,000': (number) => [
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...Array.from({ length: 10_000 }, (_, part) => `--b\r\nContent-Type: text/plain\r\n\r\nparte ${part} de ${number}`),
    '--b--',
  ],
};

function related(number: number): string[] {
  const image = (index: number) =>
    Buffer.concat([png, Buffer.alloc(5000, (number * 43 + index) % 251)])
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n');
  const html = Array.from({ length: 43 }, (_, index) => `<p>Imagen ${index}</p><img src="cid:imagen${index}@correo.example">`).join('');
  return [
    'Content-Type: multipart/related; boundary=r',
    '',
    `--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
    ...Array.from(
      { length: 43 },
      (_, index) =>
        `--r\r\nContent-Type: image/png; name="i${index}.png"\r\nContent-ID: <imagen${index}@correo.example>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\n${image(index)}`,
    ),
    '--r--',
  ];
}

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
