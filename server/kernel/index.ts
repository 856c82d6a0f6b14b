// The door of the kernel: what every module may name.
export { type Act, type Acts } from './acts/acts.ts';
export { type AccountName, accountsByIds, assignable, createAccount, mailableBy, personsWith } from './auth/accounts.ts';
export { invite as inviteLink } from './auth/invitations.ts';
export { may, type Permission, permissionsOf, rolesWith } from './auth/permissions.ts';
export { newSetupLink } from './auth/setup.ts';
export { createToken } from './auth/tokens.ts';
export { backup, backupFolder, restore, type Verdict, verify } from './backup/door.ts';
export { type BackupRow, listBackups } from './backup/store.ts';
export { type Blobs } from './blobs/blobs.ts';
export { type Clock, drivenClock, readDriven, systemClock } from './clock.ts';
export { type Config, readConfig } from './config.ts';
export { writeAhead } from './db/ahead.ts';
export { byKey } from './db/prepared.ts';
export { type Db } from './db/database.ts';
export { type Demo, markDemo, readDemo } from './demo.ts';
export { migrate, readMigrations } from './db/migrate.ts';
export { count, gauge, observe } from './http/metrics.ts';
export { type Access, cursorId, cursorInstant, cursorOf, defineRoute, pageQuery, type Route, readCursor } from './http/route.ts';
export { type Instance, instances } from './instance-store.ts';
export { type Jobs, type SendOptions } from './jobs/jobs.ts';
export { type Actor, cliActor, type Kernel, type Role, roles, systemActor } from './kernel.ts';
export { type Lease, type Leases } from './lease.ts';
export { type Live, type LiveEvent, type LivePage } from './live/live.ts';
export { type Logger, openLog, toStderr, withoutSecrets } from './log.ts';
export {
  type DueHandler,
  type HealthCheck,
  type JobHandler,
  type LiveStream,
  type Module,
  type SettingDefinition,
  type TopicListener,
} from './module.ts';
export { type Opened, type OpenOptions, openKernel } from './open.ts';
export { module } from './parts.ts';
export { Refusal } from './refusal.ts';
export { instant, iso, localDate, midnightOf, readInstant } from './time.ts';
