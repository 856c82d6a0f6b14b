// Without what ends a sentence or a bracket around it.
const address = /(https?:\/\/[^\s<>"]{1,2000}[^\s<>".,;:!?)\]}'»])/;

/** What somebody wrote as text, as a simple page: lines, what it quotes, and addresses that can be pressed; no program finds those in html. */
export function textHtml(text: string): string {
  return letterHtml(text.trim(), 'any');
}

/** A letter of ours as a simple page: its paragraphs, what it quotes, and its one link to press (`any`: whatever it has). Everything else is text. */
export function letterHtml(text: string, link: string | null): string {
  return text
    .split('\n\n')
    .map((paragraph) =>
      paragraph.split('\n').some((line) => line.startsWith('>')) ? quoteHtml(paragraph, link) : `<p>${linesHtml(paragraph, link)}</p>`,
    )
    .join('\n');
}

function quoteHtml(paragraph: string, link: string | null): string {
  const lines = paragraph.split('\n');
  const heading = lines.filter((line) => !line.startsWith('>')).join('\n');
  const quoted = lines.filter((line) => line.startsWith('>')).map((line) => line.replace(/^> ?/, ''));
  return `${heading === '' ? '' : `<p>${linesHtml(heading, link)}</p>\n`}<blockquote>${linesHtml(quoted.join('\n'), null)}</blockquote>`;
}

function linesHtml(text: string, link: string | null): string {
  if (link === 'any') return text.split('\n').map(pressable).join('<br>');
  const safe = text.split('\n').map(escaped).join('<br>');
  return link === null ? safe : safe.replaceAll(escaped(link), `<a href="${escaped(link)}">${escaped(link)}</a>`);
}

function pressable(line: string): string {
  return line
    .split(address)
    .map((part, i) => (i % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`))
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
