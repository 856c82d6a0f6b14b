/** What somebody wrote as PostgreSQL takes it, without the space around it. */
export function written(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().trim();
}

/** The beginning of a text on one line, for the lists. */
export function previewOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 160).toWellFormed();
}
