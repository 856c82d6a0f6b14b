import { statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import type { Kernel } from '../kernel.ts';
import type { HealthCheck } from '../module.ts';
import { isSettledKey } from '../secrets/store.ts';
import { backupAge, databaseFacts, failedJobs, newestLargeBlobs } from './store.ts';

const gigabyte = 1_000_000_000;

/** What the kernel can say about the machine it runs on. Each check answers at once; none throws for what it looks for. */
export const checks: readonly HealthCheck[] = [
  { name: 'base de datos', nameEn: 'database', check: database },
  { name: 'espacio en disco', nameEn: 'disk space', check: disk },
  { name: 'reloj', nameEn: 'clock', check: clock },
  { name: 'plataforma', nameEn: 'platform', check: platform },
  { name: 'copia de seguridad', nameEn: 'backup', check: backup },
  { name: 'originales', nameEn: 'originals', check: originals },
  { name: 'memoria', nameEn: 'memory', check: memory },
  { name: 'llave', nameEn: 'key', check: key },
  { name: 'tareas', nameEn: 'jobs', check: jobs },
];

async function database(k: Kernel) {
  const { version, bytes } = await databaseFacts(k.db);
  const kind = k.config.databaseUrl === null ? 'incluido' : 'de la institución';
  const kindEn = k.config.databaseUrl === null ? 'included' : 'of the institution';
  return {
    ok: true,
    detail: `PostgreSQL ${version} (${kind}), ${size(bytes)}.`,
    detailEn: `PostgreSQL ${version} (${kindEn}), ${size(bytes)}.`,
  };
}

async function disk(k: Kernel) {
  const { bavail, bsize } = await statfs(k.config.data);
  const free = bavail * bsize;
  if (free > gigabyte) {
    return { ok: true, detail: `Quedan ${size(free)} en ${k.config.data}.`, detailEn: `${size(free)} are left in ${k.config.data}.` };
  }
  return {
    ok: false,
    detail: `Solo quedan ${size(free)} en ${k.config.data}: libere espacio o amplíe el disco antes de que se llene.`,
    detailEn: `Only ${size(free)} are left in ${k.config.data}: free space or enlarge the disk before it is full.`,
  };
}

async function clock(k: Kernel) {
  const { now } = await databaseFacts(k.db);
  const drift = Math.abs(now - k.clock.real());
  if (drift > 30_000) {
    return {
      ok: false,
      detail: `El reloj de esta máquina y el de la base de datos difieren en ${Math.round(drift / 1000)} segundos: sincronícelos (NTP), porque los plazos dependen de ellos.`,
      detailEn: `The clock of this machine and that of the database differ by ${Math.round(drift / 1000)} seconds: synchronise them (NTP), for deadlines depend on them.`,
    };
  }
  return {
    ok: true,
    detail: k.clock.driven
      ? 'Reloj de demostración (VENTANILLA_CLOCK): no se conecta a servidores de correo de fuera.'
      : 'En hora con la base de datos.',
    detailEn: k.clock.driven
      ? 'Clock of a demonstration (VENTANILLA_CLOCK): no mail server outside this machine is spoken to.'
      : 'On time with the database.',
  };
}

async function platform() {
  // Without it the report looks up every open socket's name.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const glibc = report.header?.glibcVersionRuntime;
  const name = `${process.platform}-${process.arch}`;
  if (process.platform === 'darwin' || (process.platform === 'linux' && glibc)) {
    const detail = `${name}${glibc ? `, glibc ${glibc}` : ''}, Node ${process.versions.node}.`;
    return { ok: true, detail, detailEn: detail };
  }
  return {
    ok: false,
    detail: `${name} no está probado (solo Linux con glibc y macOS). Si algo falla, use una de esas plataformas y DATABASE_URL.`,
    detailEn: `${name} is not tried (only Linux with glibc, and macOS). If something fails, use one of those platforms and DATABASE_URL.`,
  };
}

async function backup(k: Kernel) {
  const { lastAt, productAt, installedAt } = await backupAge(k.db);
  const day = 26 * 3_600_000;
  const real = k.clock.real() - (lastAt ?? installedAt);
  // A driven clock takes the copies with it: what is a day old for the product is old.
  const age = k.clock.driven && lastAt !== null && productAt !== null ? Math.max(real, k.clock.now() - productAt) : real;
  if (age > day) {
    const since = lastAt === null ? 'Todavía no hay ninguna copia' : `La última copia tiene ${Math.floor(age / 3_600_000)} horas`;
    return {
      ok: false,
      detail: `${since}: haga una ahora con «npx ventanilla backup CARPETA» y revise el espacio de la carpeta de copias.`,
      detailEn: `${lastAt === null ? 'There is no backup yet' : `The last backup is ${Math.floor(age / 3_600_000)} hours old`}: make one now with “npx ventanilla backup FOLDER”, and check the space of the folder of backups.`,
    };
  }
  return {
    ok: true,
    detail:
      lastAt === null ? 'La primera copia se hará esta noche a las 2:00.' : `La última copia tiene ${Math.floor(age / 3_600_000)} horas.`,
    detailEn:
      lastAt === null ? 'The first backup will be made tonight at 2:00.' : `The last backup is ${Math.floor(age / 3_600_000)} hours old.`,
  };
}

async function originals(k: Kernel) {
  const newest = await newestLargeBlobs(k.db, 20);
  const missing = newest.filter((sha256) => k.blobs.path(sha256) === null).length;
  if (missing === 0) {
    return {
      ok: true,
      detail: 'Los últimos originales grandes están en la carpeta de datos.',
      detailEn: 'The latest large originals are in the folder of data.',
    };
  }
  return {
    ok: false,
    detail: `Faltan ${missing} de los últimos ${newest.length} originales grandes en ${k.config.data}. Si varias máquinas comparten la base de datos, compartan también VENTANILLA_DATA; si no, devuelva la carpeta «blobs» de la última copia.`,
    detailEn: `${missing} of the latest ${newest.length} large originals are missing in ${k.config.data}. If several machines share the database, let them share VENTANILLA_DATA as well; if not, put back the folder “blobs” of the last backup.`,
  };
}

async function memory() {
  const free = freemem();
  if (free > 150_000_000)
    return {
      ok: true,
      detail: `${size(process.memoryUsage.rss())} en uso por este proceso, ${size(free)} libres en la máquina.`,
      detailEn: `${size(process.memoryUsage.rss())} in use by this process, ${size(free)} free on the machine.`,
    };
  return {
    ok: false,
    detail: `Solo quedan ${size(free)} de memoria: cierre otros programas o amplíela.`,
    detailEn: `Only ${size(free)} of memory are left: close other programs, or add more.`,
  };
}

async function key(k: Kernel) {
  if (await isSettledKey(k.db, k.secrets.keyId)) {
    return {
      ok: true,
      detail: 'secret.key es la llave con la que se guardaron las claves.',
      detailEn: 'secret.key is the key with which the passwords were stored.',
    };
  }
  return {
    ok: false,
    detail:
      'secret.key no es la llave con la que se guardaron las claves: devuelva la de la copia de seguridad y reinicie, o escriba de nuevo las claves de los buzones.',
    detailEn:
      'secret.key is not the key with which the passwords were stored: put back the one of the backup and restart, or write the passwords of the mailboxes again.',
  };
}

async function jobs(k: Kernel) {
  const { failed, last } = await failedJobs(k.db);
  if (failed === 0) {
    return {
      ok: true,
      detail: 'Ninguna tarea quedó sin hacer en las últimas 24 horas.',
      detailEn: 'No job was left undone in the last 24 hours.',
    };
  }
  return {
    ok: false,
    detail: `${failed} tareas quedaron sin hacer en las últimas 24 horas (la última: ${last}). Mire el registro (job.failed) y avise a quien mantiene Ventanilla.`,
    detailEn: `${failed} jobs were left undone in the last 24 hours (the last one: ${last}). Look into the log (job.failed) and tell whoever maintains Ventanilla.`,
  };
}

function size(bytes: number): string {
  if (bytes >= gigabyte) return `${(bytes / gigabyte).toFixed(1)} GB`;
  return `${Math.round(bytes / 1_000_000)} MB`;
}
