import { Refusal } from '../refusal.ts';

const troubles: readonly [RegExp, string, string, string][] = [
  [
    /No space left on device/i,
    'disk-full',
    'El disco está lleno y PostgreSQL no puede escribir. Libere espacio y vuelva a empezar: no se ha perdido nada.',
    'The disk is full and PostgreSQL cannot write. Free some space and start again: nothing is lost.',
  ],
  [
    /incompatible with (this )?server|was initialized by PostgreSQL version/i,
    'database-of-another-version',
    'La base de datos es de otra versión de PostgreSQL. Vuelva a la versión anterior de Ventanilla, haga una copia con «ventanilla backup» y restáurela en esta.',
    'The database belongs to another version of PostgreSQL. Go back to the previous Ventanilla, make a backup and restore it here.',
  ],
  [
    /has (wrong|group or world)|Permission denied|could not (create|open) .*Permission/i,
    'data-not-writable',
    'PostgreSQL no tiene permiso sobre la carpeta de datos. Devuelva la carpeta a la cuenta que usa Ventanilla, con permiso solo para ella (700).',
    'PostgreSQL has no permission on the data folder. Give the folder back to the account that runs Ventanilla, for it alone (700).',
  ],
  [
    /unshare: .*(not permitted|failed)|Cannot.*namespace/i,
    'no-user-namespace',
    'Esta máquina no deja iniciar PostgreSQL como root. Inicie Ventanilla con una cuenta sin privilegios o use DATABASE_URL.',
    'This machine does not let PostgreSQL start as root. Start Ventanilla with an ordinary account or use DATABASE_URL.',
  ],
  [
    /could not (map|create) shared memory|Cannot allocate memory/i,
    'no-memory',
    'No hay memoria para PostgreSQL. Cierre otros programas y vuelva a empezar.',
    'There is no memory for PostgreSQL. Close other programs and start again.',
  ],
];

/** The refusal that a start's output calls for; null where it only says that another process owns the directory. */
export function cannotStart(output: string): Refusal | null {
  for (const [pattern, code, es, en] of troubles) if (pattern.test(output)) return new Refusal(code, 500, es, en);
  return null;
}
