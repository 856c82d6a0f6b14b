/** A forced collection in a server that was started with `--inspect=127.0.0.1:PORT`. */
export async function collectGarbage(port: number): Promise<void> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[];
  for (const { webSocketDebuggerUrl } of targets) await ask(webSocketDebuggerUrl);
}

function ask(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
    socket.onerror = () => reject(new Error('the inspector does not answer'));
    socket.onmessage = () => {
      socket.close();
      resolve();
    };
  });
}
