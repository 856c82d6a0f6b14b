type Listener = (conversation: string, text: string) => void;

const listeners = new Set<Listener>();

/** Puts a text back into the composer of a conversation, open: what was held back goes on being written. */
export function writeOn(conversation: string, text: string): void {
  for (const listen of listeners) listen(conversation, text);
}

export function onWriteOn(listen: Listener): () => void {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}
