import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { backupShape, type SystemView, systemShape } from '../auth/shapes.ts';
import { backupNow } from '../backup/door.ts';
import { listBackups } from '../backup/store.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Kernel } from '../kernel.ts';
import type { HealthCheck, Module } from '../module.ts';
import { iso } from '../time.ts';

const patience = 10_000;

export function systemRoutes(modules: readonly Module[], version: string): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/system',
      access: 'system.read',
      summary: 'How this installation is: checks, version, backups, disk',
      answer: systemShape,
      handle: (k) => systemView(k, modules, version),
    }),
    defineRoute({
      method: 'POST',
      path: '/system/backup',
      access: 'backup.run',
      summary: 'Makes a backup now in the folder of the nightly ones, and answers once it is whole',
      body: z.strictObject({}),
      answer: backupShape,
      status: 201,
      handle: (k) => backupNow(k),
    }),
  ];
}

async function systemView(k: Kernel, modules: readonly Module[], version: string): Promise<SystemView> {
  const checks = modules.flatMap((module) => module.health ?? []);
  const backups = await listBackups(k.db, 10);
  return {
    version,
    node: process.version,
    startedAt: iso(k.clock.real() - process.uptime() * 1000),
    clock: { now: iso(k.clock.now()), driven: k.clock.driven, speed: k.config.clock?.speed ?? 1 },
    checks: await Promise.all(checks.map((check) => checked(k, check))),
    backups: backups.map(({ madeAt, folder, bytes, cause }) => ({ at: iso(madeAt), folder, bytes, cause })),
    disk: await diskOf(k.config.data),
  };
}

type Found = Awaited<ReturnType<HealthCheck['check']>>;

/** A check that fails or takes too long is itself the answer; the others are not held up. */
async function checked(k: Kernel, check: HealthCheck): Promise<SystemView['checks'][number]> {
  const late = new Promise<Found>((resolve) => {
    setTimeout(resolve, patience, {
      ok: false,
      detail: 'No respondió en 10 s. Vuelva a comprobar en un momento.',
      detailEn: 'It did not answer within 10 s. Check again in a moment.',
    }).unref();
  });
  const done = check.check(k).catch((error: unknown): Found => {
    k.log.warn('system.check-failed', { check: check.name, error });
    return {
      ok: false,
      detail: 'No se pudo comprobar; el registro de Ventanilla dice por qué.',
      detailEn: 'It could not be checked; the log of Ventanilla says why.',
    };
  });
  const { ok, detail, detailEn } = await Promise.race<Found>([done, late]);
  return { name: check.name, nameEn: check.nameEn ?? check.name, ok, detail, detailEn: detailEn ?? detail };
}

async function diskOf(folder: string): Promise<SystemView['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}
