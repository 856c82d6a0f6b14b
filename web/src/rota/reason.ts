/** Why a duty was left: what the product wrote itself stands before a person's own words, and is said in the reader's language. */
export function reasonOf(reason: string, own: Readonly<Record<string, string>>): string {
  const [head = '', ...rest] = reason.split(': ');
  return [own[head] ?? head, ...rest].join(': ');
}
