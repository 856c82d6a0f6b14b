import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import type pg from 'pg';

// `pg` carries the COPY messages but offers no way to them but a query object of this shape.
interface Wire {
  readonly stream: Readable;
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** `copy … to stdout` as a stream of bytes; the connection serves nothing else meanwhile. */
export function copyOut(client: pg.Client, statement: string): Readable {
  let wire: Wire | null = null;
  const out = new Readable({
    read() {
      wire?.stream.resume();
    },
  });
  const handlers = {
    submit(connection: Wire) {
      wire = connection;
      connection.query(statement);
    },
    handleCopyData(message: { chunk: Buffer }, connection: Wire) {
      // The chunk is a window on the socket's buffer: kept, it would change.
      if (!out.push(Buffer.from(message.chunk))) connection.stream.pause();
    },
    handleCommandComplete() {},
    handleReadyForQuery(connection: Wire) {
      connection.stream.resume();
      out.push(null);
    },
    handleError(error: Error, connection: Wire) {
      connection.stream.resume();
      out.destroy(error);
    },
  };
  client.query(handlers as unknown as pg.Submittable);
  return out;
}

/** `copy … from stdin` fed from a stream; resolves when the database has taken all of it. */
export function copyIn(client: pg.Client, statement: string, source: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null;
    const handlers = {
      submit(connection: Wire) {
        connection.query(statement);
      },
      handleCopyInResponse(connection: Wire) {
        feed(connection, source).catch((error: Error) => {
          failure = error;
          connection.sendCopyFail(error.message);
        });
      },
      handleCommandComplete() {},
      handleReadyForQuery: resolve,
      handleError(error: Error) {
        source.destroy();
        reject(failure ?? error);
      },
    };
    client.query(handlers as unknown as pg.Submittable);
  });
}

async function feed(connection: Wire, source: Readable): Promise<void> {
  const socket = connection.stream as unknown as Writable;
  for await (const chunk of source) {
    connection.sendCopyFromChunk(chunk as Buffer);
    if (socket.writableNeedDrain) await once(socket, 'drain');
  }
  connection.endCopyFrom();
}
