import { getCompileCacheDir } from 'node:module';

/**
 * The environment of threads and children. Where the product keeps what it compiled, they read it too: a thread that strips
 * types by itself costs 25 MB more. A thread does not inherit the folder from a call of its parent, only from its environment.
 */
export function withCompileCache(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return folder === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: folder };
}
