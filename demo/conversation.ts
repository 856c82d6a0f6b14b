/** The id of the conversation that a subject names (VT-123); null: none. */
export function conversationOf(subject: string): string | null {
  return /\bVT-(\d+)\b/.exec(subject)?.[1] ?? null;
}
