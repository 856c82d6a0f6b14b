import { z } from 'zod';
import { initialLimits, limitsShape } from '../http/limits.ts';
import type { JobHandler, SettingDefinition } from '../module.ts';
import { sessionIdleMs } from './principal.ts';
import { deleteExpired } from './session-store.ts';
import { institutionShape } from './shapes.ts';

/** What accounts and HTTP keep as settings. Their routes are the kernel's own: `openHttp` adds them. */
export const authSettings: readonly SettingDefinition[] = [
  { key: 'auth.second_factor', shape: z.enum(['required', 'optional']), initial: 'optional' },
  { key: 'institution', shape: institutionShape.nullable(), initial: null },
  // Where the guided set-up stands, so that it goes on after a closed window.
  { key: 'setup.step', shape: z.string().max(40), initial: 'institution' },
  { key: 'http.limits', shape: limitsShape, initial: initialLimits },
];

export const authJobs: readonly JobHandler[] = [
  { name: 'auth.forget-expired', cron: '25 3 * * *', handle: (k) => deleteExpired(k, k.clock.real() - sessionIdleMs) },
];
