/** Windows keeps these for devices, whatever follows the point. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Controls, and the marks that turn the direction of writing: `factura<U+202E>fdp.exe` reads as a PDF. */
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A name that can be shown, saved and sent again: no path, no controls, at most 150 characters with its extension kept. */
export function cleanFileName(raw: string, fallback: string): string {
  // Cut first: what strips points at the end looks at each of them.
  const last = raw.slice(-1000).replace(unseen, '').split(/[\\/]/).pop() ?? '';
  const plain = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const named = plain === '' ? fallback : reserved.test(plain) ? `_${plain}` : plain;
  if (named.length <= 150) return named;
  const dot = named.lastIndexOf('.');
  const extension = dot > 0 && named.length - dot <= 12 ? named.slice(dot) : '';
  return named.slice(0, 150 - extension.length).trimEnd() + extension;
}

const extensions: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/rfc822-headers': 'txt',
  'message/delivery-status': 'txt',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/ms-tnef': 'dat',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
};

/** The name of a part that has none: `adjunto-3.pdf`. */
export function inventedName(type: string, nr: number): string {
  return `${type === 'message/rfc822' ? 'mensaje' : 'adjunto'}-${nr}.${extensions[type] ?? 'bin'}`;
}
