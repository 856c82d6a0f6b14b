/** What stands in the margins of each sheet. */
export interface Margins {
  readonly number: string;
  readonly subject: string;
  readonly date: string;
  readonly institution: string;
  readonly page: string;
  readonly of: string;
}

/** A4 with number and date above and pages counted below (ui/README 11). The words are a stranger's: they are quoted as CSS strings. */
export function pageStyle({ number, subject, date, institution, page, of }: Margins): string {
  const above = quoted(`${number} · ${subject.length > 80 ? `${subject.slice(0, 79)}…` : subject}`);
  const small = 'font: 8.5pt system-ui, sans-serif; color: #3d3a34;';
  return `@page { size: A4; margin: 20mm 16mm 18mm;
  @top-left { content: ${above}; ${small} width: 80%; }
  @top-right { content: ${quoted(date)}; ${small} }
  @bottom-left { content: ${quoted(institution)}; ${small} width: 70%; }
  @bottom-right { content: ${quoted(`${page} `)} counter(page) ${quoted(` ${of} `)} counter(pages); ${small} } }`;
}

/** A CSS string: what could end it, or the element it stands in, is written by its number. */
export function quoted(text: string): string {
  const safe = [...text].map((sign) => (/[\p{L}\p{N} ·.,:;()\-–…]/u.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `));
  return `"${safe.join('')}"`;
}
