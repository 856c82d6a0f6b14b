import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const built = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const missing =
  'La consola no está construida. Detenga Ventanilla y vuelva a empezar con «npm start», que la construye. The console is not built: stop and run "npm start" again.\n';

/** Pages of people without an account: an area, or a requester. Their address is a secret of theirs, and no search engine's. */
const visited = /^\/(area|estado)\//;

export interface Console {
  /** The console's one page, for every address that the browser itself resolves; what is behind a signed link has a lighter one. */
  page(reply: FastifyReply, pathname: string): FastifyReply;
}

/** Serves the built console; its named assets never change, its page is asked for anew each time. */
export async function registerConsole(app: FastifyInstance, root = built): Promise<Console> {
  if (!existsSync(path.join(root, 'index.html'))) {
    return { page: (reply) => reply.code(503).type('text/plain; charset=utf-8').send(missing) };
  }
  await app.register(files, {
    root,
    preCompressed: true,
    cacheControl: false,
    index: 'index.html',
    dotfiles: 'ignore',
    setHeaders: (reply, file) => {
      const isAsset = file.startsWith(path.join(root, 'assets'));
      reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return {
    page: (reply, pathname) =>
      visited.test(pathname) ? reply.header('x-robots-tag', 'noindex, nofollow').sendFile('visitor.html') : reply.sendFile('index.html'),
  };
}
