/** Text of sanitised HTML, where every `<` is a tag and only four entities are left: for the search, for mails without a plain part. */
const token = /<(\/?)([a-z0-9]+)([^<>]*)>|[^<]+/g;
export const blocks = new Set(
  'address article aside blockquote center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

export function textOfHtml(html: string): string {
  const lines: string[] = [];
  let line = '';
  let quotes = 0;
  let pre = 0;
  const flush = (): void => {
    const plain = pre > 0 ? line : line.trim();
    lines.push(quotes > 0 ? (plain === '' ? '>' : `> ${plain}`) : plain);
    line = '';
  };
  for (const found of html.matchAll(token)) {
    const name = found[2];
    if (name === undefined) {
      const text = found[0].replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] as string);
      if (pre === 0) {
        const words = text.replace(/[\s\u00a0\u200b\u200c]+/g, ' ');
        line += words.startsWith(' ') && (line === '' || line.endsWith(' ')) ? words.slice(1) : words;
      } else
        text.split('\n').forEach((piece, i) => {
          if (i > 0) flush();
          line += piece;
        });
      continue;
    }
    const closing = found[1] === '/';
    if (name === 'br') flush();
    else if (blocks.has(name)) {
      if (line.trim() !== '') flush();
      if (name === 'blockquote') quotes = Math.max(0, quotes + (closing ? -1 : 1));
      else if (name === 'pre') pre = Math.max(0, pre + (closing ? -1 : 1));
      else if (name === 'li' && !closing) line = '• ';
      // A paragraph is followed by an empty line, as it is on the screen.
      if (closing && /^(?:p|ul|ol|table|h\d)$/.test(name) && lines.at(-1) !== '') flush();
    } else if ((name === 'td' || name === 'th') && closing && line !== '') line += ' ';
  }
  if (line.trim() !== '') flush();
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Plain text as HTML, for mails that mix both kinds of parts. */
export function htmlOfText(text: string): string {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return `<div style="white-space:pre-wrap">${safe}</div>`;
}
