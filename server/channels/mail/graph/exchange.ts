import http from 'node:http';
import https from 'node:https';

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly signal: AbortSignal;
  /** How long (ms) the other side may say nothing. */
  readonly patience: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

// A mail is at most 50 MB by our own limit; a server that sends more than this is broken.
const mostBytes = 256 * 1024 * 1024;

/**
 * One request on a line of its own: on a kept one that the other side has just dropped nobody could tell whether it had arrived. Fails with a
 * `code` and `wasHandedOver`: whether all of it had been written.
 */
export function exchange({ method, url, headers, body, signal, patience }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let wasHandedOver = false;
    const fail = (error: Error & { code?: string }) => reject(Object.assign(error, { code: codeOf(error), wasHandedOver }));
    const protocol = url.protocol === 'https:' ? https : http;
    const request = protocol.request(url, {
      method,
      headers: { ...headers, ...(method === 'GET' ? {} : { 'content-length': String(body?.length ?? 0) }) },
      agent: false,
      signal,
    });
    request.setTimeout(patience, () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    request.on('error', fail);
    request.on('finish', () => {
      wasHandedOver = true;
    });
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > mostBytes) response.destroy(Object.assign(new Error('the answer is too long'), { code: 'ECONNRESET' }));
        else pieces.push(piece);
      });
      response.on('error', fail);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }));
    });
    request.end(body ?? undefined);
  });
}

function codeOf(error: Error & { code?: string }): string {
  return error.code ?? (error.name === 'AbortError' ? 'ABORT_ERR' : 'ECONNECTION');
}
