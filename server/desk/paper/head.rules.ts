/** The header section of a mail, up to its empty line, as text; what is no UTF-8 in it is shown as what it is not. */
export function headOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  const end = text.indexOf('\n\n');
  return (end === -1 ? text : text.slice(0, end)).trimEnd();
}
