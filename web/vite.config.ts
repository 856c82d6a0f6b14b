import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const out = path.join(here, '..', 'dist', 'web');

/** Compressed once here, so that the server only hands files over (kernel/http/console.ts). */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle() {
    for (const entry of readdirSync(path.join(out, 'assets'))) {
      if (!/\.(js|css)$/.test(entry)) continue;
      const file = path.join(out, 'assets', entry);
      const bytes = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    }
  },
};

/** Pages behind a signed link are an entry of their own: they load nothing of the console (kernel/http/console.ts hands them out). */
const visitors: Plugin = {
  name: 'visitors',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (/^\/(area|estado)\//.test(request.url ?? '')) request.url = '/visitor.html';
      next();
    });
  },
};

export default defineConfig({
  root: here,
  publicDir: path.join(here, 'public'),
  plugins: [compressed, visitors],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2023',
    // The page's policy allows no data: scripts and no inline ones; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: [path.join(here, 'index.html'), path.join(here, 'visitor.html')],
      // Mantine marks each file for server components; here they are all the browser's.
      onwarn: (warning, say) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : say(warning)),
    },
  },
  server: { proxy: { '/api': process.env.VENTANILLA_API ?? 'http://127.0.0.1:8080' } },
});
