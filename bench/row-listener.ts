/** An open console as the server sees one: the stream of changes, and the first page asked again when it tells of one. */
export async function listen(url: string, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const waiting = new Map<string, (at: number) => void>();
  const abort = new AbortController();
  const stream = await fetch(`${url}/api/v1/live`, { headers, signal: abort.signal });
  if (!stream.ok || !stream.body) throw new Error(`the stream of changes answered ${stream.status}`);
  let [asking, again] = [false, false];
  const ask = async () => {
    // One question at a time, as the console does: news that comes meanwhile asks once more.
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      const page = (await (await fetch(`${url}/api/v1/conversations?view=all&limit=50`, { headers })).json()) as {
        items: { subject: string }[];
      };
      for (const { subject } of page.items) {
        waiting.get(subject)?.(performance.now());
        waiting.delete(subject);
      }
    } while (again);
    asking = false;
  };
  const read = async () => {
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) if (Buffer.from(chunk).includes('change')) void ask();
  };
  void read().catch(() => {});
  return {
    /** When (performance.now) a row with that subject stands on the first page. */
    appears: (subject: string) => new Promise<number>((resolve) => waiting.set(subject, resolve)),
    close: () => abort.abort(),
  };
}
