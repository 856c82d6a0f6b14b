import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';

const fileShape = z.object({ name: z.string().regex(/^[a-z0-9_.-]+$/), sha256: z.string(), bytes: z.number() });

const shape = z.object({
  kind: z.literal('ventanilla-backup'),
  version: z.literal(1),
  /** Real time, ISO 8601. */
  madeAt: z.string(),
  /** The migrations the rows were made under, in order. */
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()), rows: z.number(), file: fileShape })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string(), isCalled: z.boolean() })),
  jobs: fileShape,
  /** Hashes of the blobs that lie in files, one a line. */
  blobs: fileShape,
  /** Where those files lie, from the manifest's folder. */
  blobFolder: z.enum(['blobs', '../blobs']),
  counts: z.object({ acts: z.number(), blobs: z.number(), bytes: z.number() }),
  keyId: z.string().nullable(),
});

export type Manifest = z.infer<typeof shape>;
export type BackupFile = z.infer<typeof fileShape>;

export const manifestName = 'manifest.json';

/** Refuses `not-a-backup` where the folder holds no whole backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return shape.parse(JSON.parse(await readFile(path.join(folder, manifestName), 'utf8')));
  } catch (error) {
    throw new Refusal(
      'not-a-backup',
      400,
      `En ${folder} no hay una copia completa de Ventanilla (falta manifest.json o no se entiende). Indique la carpeta que creó «ventanilla backup».`,
      `There is no whole Ventanilla backup in ${folder} (manifest.json is missing or not understood). Name the folder that "ventanilla backup" made.`,
      {},
      { cause: error },
    );
  }
}
