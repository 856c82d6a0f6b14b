import type { ZodType } from 'zod';
import type { Permission } from './auth/permissions.ts';
import type { Route } from './http/route.ts';
import type { Kernel } from './kernel.ts';

/** One capability as the kernel sees it. What a module does not need, it leaves out. */
export interface Module {
  /** 'desk', 'channels/mail'. */
  readonly name: string;
  readonly routes?: readonly Route[];
  readonly jobs?: readonly JobHandler[];
  readonly topics?: readonly TopicListener[];
  readonly due?: readonly DueHandler[];
  readonly settings?: readonly SettingDefinition[];
  readonly live?: readonly LiveStream[];
  /** For doctor, /readyz and Configuración. */
  readonly health?: readonly HealthCheck[];
  /** Long-lived work. Called once by the server process, after migrations and listening; answers how to stop. */
  start?(k: Kernel): Promise<() => Promise<void>>;
  /** Plugs ports; called in every process before anything else. */
  plug?(): void;
}

/** Handlers must bear running twice: a process may die between the work and its note. */
export interface JobHandler {
  readonly name: string;
  handle(k: Kernel, data: any): Promise<void>;
  /** How often it is tried again, with growing pauses; 5 where nothing is said. */
  readonly retries?: number;
  /** For short jobs: after so many seconds it counts as lost and is tried again; 120 where nothing is said. */
  readonly expireInSeconds?: number;
  /** For long jobs (≥ 10): the worker gives a sign of life; without one it is tried again. */
  readonly heartbeatSeconds?: number;
  /** How many of it run at once in a process. */
  readonly concurrency?: number;
  /** When it runs by itself: cron in real time of America/Santo_Domingo. */
  readonly cron?: string;
}

/** Hears news of a module below, each once or more often, after the transaction that told it. */
export interface TopicListener {
  readonly topic: string;
  /** Who listens: unique within the topic. */
  readonly name: string;
  handle(k: Kernel, payload: any): Promise<void>;
}

/** What happens when the product's clock has reached `runAt` (ms); once or more often, and never before. */
export interface DueHandler {
  readonly topic: string;
  handle(k: Kernel, due: { readonly subject: string; readonly runAt: number }): Promise<void>;
}

/** A value that the institution may change; `shape` holds its range and `initial` is in force until then. */
export interface SettingDefinition {
  /** Exact, or a prefix that ends in '*'. */
  readonly key: string;
  readonly shape: ZodType;
  readonly initial: unknown;
  /** Who may change it; `settings.change` where nothing is said. */
  readonly change?: Permission;
  /** Runs in the transaction of the change. */
  changed?(k: Kernel, key: string, value: unknown): Promise<void>;
}

/** A kind of change that consoles may hear of. */
export interface LiveStream {
  readonly stream: string;
  /** Who may hear it; `signed-in`: everybody, for what says nothing but whose it is. */
  readonly access: Permission | 'signed-in';
}

/** Something that can be found wrong: by doctor, and on the page of the system. */
export interface HealthCheck {
  /** In Spanish, as `doctor` says it. */
  readonly name: string;
  readonly nameEn?: string;
  /** `detail` in Spanish; where it is not well, what to do. `detailEn` the same in English. */
  check(k: Kernel): Promise<{ readonly ok: boolean; readonly detail: string; readonly detailEn?: string }>;
}
