import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

export interface Chromium {
  readonly executable: string;
  /** What it needs in its environment to start and to draw letters. */
  readonly env: Record<string, string>;
}

const modules = path.join(import.meta.dirname, '..', '..', 'node_modules');
const packed = path.join(modules, '@sparticuz', 'chromium', 'bin');
const unpacked = path.join(modules, '.cache', 'ventanilla', 'chromium');

/** The browser of CHROMIUM_PATH, or the one that npm brings with its own libraries, unpacked once beside the project. */
export async function findChromium(): Promise<Chromium> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return { executable: CHROMIUM_PATH, env: {} };
  if (!existsSync(unpacked)) await unpack();
  const libraries = [path.join(unpacked, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  // A machine without any font would draw nothing: then it uses the one that came along.
  const fonts: Record<string, string> = hasFonts() ? {} : { FONTCONFIG_PATH: unpacked };
  return { executable: path.join(unpacked, 'chromium'), env: { LD_LIBRARY_PATH: libraries, ...fonts } };
}

/** Into a folder of this process, then one rename: of two test files that start at once, one wins and both have it. */
async function unpack(): Promise<void> {
  const fresh = `${unpacked}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  await pipeline(
    createReadStream(path.join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(path.join(fresh, 'chromium'), { mode: 0o755 }),
  );
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    execFileSync('tar', ['-xf', '-', '-C', fresh], { input: brotliDecompressSync(readFileSync(path.join(packed, archive))) });
  }
  const config = path.join(fresh, 'fonts.conf');
  writeFileSync(
    config,
    readFileSync(config, 'utf8')
      .replace(/<dir>[^<]*<\/dir>/g, `<dir>${path.join(unpacked, 'fonts')}</dir>`)
      .replace(/<cachedir>[^<]*/, `<cachedir>${path.join(unpacked, 'fonts-cache')}`),
  );
  try {
    renameSync(fresh, unpacked);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function hasFonts(): boolean {
  return ['/usr/share/fonts', '/usr/local/share/fonts', '/System/Library/Fonts'].some((folder) => existsSync(folder));
}
