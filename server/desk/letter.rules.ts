/** A letter of ours as a simple page: its paragraphs, what it quotes, and its one link to press. Everything else is text. */
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
  const safe = text.split('\n').map(escaped).join('<br>');
  return link === null ? safe : safe.replaceAll(escaped(link), `<a href="${escaped(link)}">${escaped(link)}</a>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
