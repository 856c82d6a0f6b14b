import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../../node_modules/.packed/', import.meta.url));

/**
 * Lets our imports of the packages that tools/pack.ts has packed find them in one file each: a start loads a tenth of the files.
 * Where nothing is packed, or the list cannot be read, everything is loaded as npm laid it out.
 */
export function usePacked(): void {
  const packed = readList();
  if (packed.size === 0) return;
  registerHooks({
    resolve(specifier, context, next) {
      const url = packed.get(specifier);
      // A package that imports another one gets it as npm laid it out.
      if (url === undefined || context.parentURL?.includes('/node_modules/')) return next(specifier, context);
      return { url, format: 'module', shortCircuit: true };
    },
  });
}

function readList(): ReadonlyMap<string, string> {
  try {
    const list = JSON.parse(readFileSync(`${folder}list.json`, 'utf8')) as Record<string, string>;
    return new Map(Object.entries(list).map(([name, file]) => [name, pathToFileURL(folder + file).href]));
  } catch {
    return new Map();
  }
}
