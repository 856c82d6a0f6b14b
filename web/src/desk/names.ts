/** `Caja, Registro y Becas`: names in a sentence, with the language's «y». */
export function namesIn(names: readonly string[], and: string): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}

/** An address of ours as people know it: without what stands in it for the conversation. */
export function plainAddress(email: string): string {
  return email.replace(/\+t\d+\.[\da-f]{16,}(?=@)/, '');
}
