// Packs the npm parts that the server loads into one file each: Node opens one file far quicker than the 250 of a query builder.
// server/kernel/packed.ts points imports at them; our own sources stay as they are (docs/decisions/). Run by tools/ready.mjs.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = path.dirname(import.meta.dirname);
// Below node_modules: whatever replaces the packages takes these away too.
const out = path.join(root, 'node_modules', '.packed');
const names = ['kysely', 'zod', 'fastify', 'pg', '@fastify/static', '@fastify/cookie', 'pg-boss', 'imapflow', 'postal-mime', 'otpauth'];
const fileOf = (name: string) => name.replace(/^@/, '').replace('/', '-');

/** An entry that names each export: what is CommonJS inside has them only once it runs. */
const entries: Plugin = {
  name: 'entries',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith('packed:') ? `\0${id}` : null),
  async load(id) {
    if (!id.startsWith('\0packed:')) return null;
    const name = id.slice('\0packed:'.length);
    const exported = Object.keys(await import(name)).filter((one) => /^\w+$/.test(one) && one !== '__esModule');
    return `export { ${exported.join(', ')} } from '${name}';`;
  },
};

/** The server's own sources in one file too, for `npm start` alone. Each goes on believing that it lies where it was written. */
const ownSources: Plugin = {
  name: 'own-sources',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(path.join(root, 'server') + path.sep)) return null;
    return code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)));
  },
};

/**
 * What imports node:http by name gets it without its namespace: Node fills that with every export, among them a whole client for fetch,
 * which is 35 ms of a start and several megabytes that nobody here uses.
 */
const leanHttp: Plugin = {
  name: 'lean-http',
  renderChunk: (code) => code.replace(/import (\w+) from\s*"(node:https?)";?/g, 'const $1=process.getBuiltinModule("$2");'),
};

await build({
  configFile: false,
  root,
  logLevel: 'error',
  publicDir: false,
  plugins: [entries, ownSources, leanHttp],
  ssr: { noExternal: true, external: ['pg-native'] },
  build: {
    ssr: true,
    outDir: out,
    emptyOutDir: true,
    target: 'esnext',
    // Without comments and blanks, which memory would keep; names stay, for whoever reads a stack.
    minify: false,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(names.map((name) => [fileOf(name), `packed:${name}`])),
        main: path.join(root, 'server', 'main.ts'),
      },
      output: {
        format: 'esm',
        minify: { mangle: false, compress: false },
        entryFileNames: '[name].mjs',
        chunkFileNames: 'shared-[hash].mjs',
      },
    },
  },
});
writeFileSync(path.join(out, 'list.json'), JSON.stringify(Object.fromEntries(names.map((name) => [name, `${fileOf(name)}.mjs`]))));
