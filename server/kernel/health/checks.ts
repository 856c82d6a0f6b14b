import { statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import type { Kernel } from '../kernel.ts';
import type { HealthCheck } from '../module.ts';
import { isSettledKey } from '../secrets/store.ts';
import { backupAge, databaseFacts, failedJobs, newestLargeBlobs } from './store.ts';

const gigabyte = 1_000_000_000;

/** What the kernel can say about the machine it runs on. Each check answers at once; none throws for what it looks for. */
export const checks: readonly HealthCheck[] = [
  { name: 'base de datos', check: database },
  { name: 'espacio en disco', check: disk },
  { name: 'reloj', check: clock },
  { name: 'plataforma', check: platform },
  { name: 'copia de seguridad', check: backup },
  { name: 'originales', check: originals },
  { name: 'memoria', check: memory },
  { name: 'llave', check: key },
  { name: 'tareas', check: jobs },
];

async function database(k: Kernel) {
  const { version, bytes } = await databaseFacts(k.db);
  const kind = k.config.databaseUrl === null ? 'incluido' : 'de la institución';
  return { ok: true, detail: `PostgreSQL ${version} (${kind}), ${size(bytes)}.` };
}

async function disk(k: Kernel) {
  const { bavail, bsize } = await statfs(k.config.data);
  const free = bavail * bsize;
  if (free > gigabyte) return { ok: true, detail: `Quedan ${size(free)} en ${k.config.data}.` };
  return { ok: false, detail: `Solo quedan ${size(free)} en ${k.config.data}: libere espacio o amplíe el disco antes de que se llene.` };
}

async function clock(k: Kernel) {
  const { now } = await databaseFacts(k.db);
  const drift = Math.abs(now - k.clock.real());
  if (drift > 30_000) {
    return {
      ok: false,
      detail: `El reloj de esta máquina y el de la base de datos difieren en ${Math.round(drift / 1000)} segundos: sincronícelos (NTP), porque los plazos dependen de ellos.`,
    };
  }
  return {
    ok: true,
    detail: k.clock.driven
      ? 'Reloj de demostración (VENTANILLA_CLOCK): no se conecta a servidores de correo de fuera.'
      : 'En hora con la base de datos.',
  };
}

async function platform() {
  // Without it the report looks up every open socket's name.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const glibc = report.header?.glibcVersionRuntime;
  const name = `${process.platform}-${process.arch}`;
  if (process.platform === 'darwin' || (process.platform === 'linux' && glibc)) {
    return { ok: true, detail: `${name}${glibc ? `, glibc ${glibc}` : ''}, Node ${process.versions.node}.` };
  }
  return {
    ok: false,
    detail: `${name} no está probado (solo Linux con glibc y macOS). Si algo falla, use una de esas plataformas y DATABASE_URL.`,
  };
}

async function backup(k: Kernel) {
  const { lastAt, installedAt } = await backupAge(k.db);
  const day = 26 * 3_600_000;
  const age = k.clock.real() - (lastAt ?? installedAt);
  if (age > day) {
    const since = lastAt === null ? 'Todavía no hay ninguna copia' : `La última copia tiene ${Math.floor(age / 3_600_000)} horas`;
    return {
      ok: false,
      detail: `${since}: haga una ahora con «npx ventanilla backup CARPETA» y revise el espacio de la carpeta de copias.`,
    };
  }
  return {
    ok: true,
    detail:
      lastAt === null ? 'La primera copia se hará esta noche a las 2:00.' : `La última copia tiene ${Math.floor(age / 3_600_000)} horas.`,
  };
}

async function originals(k: Kernel) {
  const newest = await newestLargeBlobs(k.db, 20);
  const missing = newest.filter((sha256) => k.blobs.path(sha256) === null).length;
  if (missing === 0) return { ok: true, detail: 'Los últimos originales grandes están en la carpeta de datos.' };
  return {
    ok: false,
    detail: `Faltan ${missing} de los últimos ${newest.length} originales grandes en ${k.config.data}. Si varias máquinas comparten la base de datos, compartan también VENTANILLA_DATA; si no, devuelva la carpeta «blobs» de la última copia.`,
  };
}

async function memory() {
  const free = freemem();
  if (free > 150_000_000)
    return { ok: true, detail: `${size(process.memoryUsage.rss())} en uso por este proceso, ${size(free)} libres en la máquina.` };
  return { ok: false, detail: `Solo quedan ${size(free)} de memoria: cierre otros programas o amplíela.` };
}

async function key(k: Kernel) {
  if (await isSettledKey(k.db, k.secrets.keyId)) return { ok: true, detail: 'secret.key es la llave con la que se guardaron las claves.' };
  return {
    ok: false,
    detail:
      'secret.key no es la llave con la que se guardaron las claves: devuelva la de la copia de seguridad y reinicie, o escriba de nuevo las claves de los buzones.',
  };
}

async function jobs(k: Kernel) {
  const { failed, last } = await failedJobs(k.db);
  if (failed === 0) return { ok: true, detail: 'Ninguna tarea quedó sin hacer en las últimas 24 horas.' };
  return {
    ok: false,
    detail: `${failed} tareas quedaron sin hacer en las últimas 24 horas (la última: ${last}). Mire el registro (job.failed) y avise a quien mantiene Ventanilla.`,
  };
}

function size(bytes: number): string {
  if (bytes >= gigabyte) return `${(bytes / gigabyte).toFixed(1)} GB`;
  return `${Math.round(bytes / 1_000_000)} MB`;
}
