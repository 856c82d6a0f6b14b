import { z } from 'zod';
import { roles } from '../kernel.ts';

/** An id as it comes in: digits that PostgreSQL's bigint takes. */
export const idShape = z.string().regex(/^\d{1,18}$/, 'Escriba el identificador tal como viene en la lista: solo cifras.');
export const idParams = z.strictObject({ id: idShape });
export const roleShape = z.enum(roles);
export const rolesShape = z.array(roleShape).min(1, 'Elija al menos un rol.').max(8);
export const nameShape = z.string().trim().min(1).max(200);
export const emailShape = z.string().trim().max(254).pipe(z.email());
/** How long a token lasts; left out, it does not expire. */
export const daysShape = z.number().int().min(1).max(3650).optional();
export const passwordShape = z.string().min(1).max(256);
export const languageShape = z.enum(['es', 'en']);
export const secretShape = z.string().min(1).max(200);
export const codeShape = z.string().trim().min(6).max(20);

export const institutionShape = z.strictObject({
  name: z.string().trim().min(1).max(200),
  acronym: z.string().trim().min(1).max(30),
  department: z.string().trim().min(1).max(200),
  /** Where the console is reached from outside; links that are handed out start with it. */
  url: z
    .url({ protocol: /^https?$/, error: 'Escriba la dirección completa, por ejemplo https://ventanilla.institucion.example.' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
});
export type Institution = z.infer<typeof institutionShape>;

export const sessionShape = z.object({
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      roles: z.array(roleShape),
      permissions: z.array(z.string()),
      totp: z.boolean(),
      language: languageShape,
    })
    .nullable(),
  /** Who gives access here: the names of the administrators, for whoever is signed in. */
  administrators: z.array(z.string()),
  /** What the sign-in still asks for: a code, setting up a second factor, nothing; null where nobody signs in. */
  next: z.enum(['totp', 'enrol', 'done']).nullable(),
  institution: z.object({ name: z.string(), acronym: z.string(), department: z.string() }).nullable(),
  setup: z.boolean(),
  clock: z.object({ now: z.string(), driven: z.boolean(), speed: z.number() }),
  version: z.string(),
});

export const signInShape = z.strictObject({ email: z.string().min(1).max(254), password: passwordShape });
export const nextShape = z.object({ next: z.enum(['totp', 'enrol', 'done']) });

export const openSessionShape = z.object({
  id: z.string(),
  device: z.string(),
  ip: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
  isCurrent: z.boolean(),
});

export const userShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleShape),
  totp: z.boolean(),
  disabled: z.boolean(),
  /** Whether a password was chosen: until then the invitation is open or lapsed. */
  active: z.boolean(),
  invitedUntil: z.string().nullable(),
  seenAt: z.string().nullable(),
});

export const tokenShape = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(roleShape),
  madeBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  seenAt: z.string().nullable(),
});

export const invitationShape = z.object({
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  invitedBy: z.string(),
  expiresAt: z.string(),
});

export const actShape = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  verb: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  reason: z.string().nullable(),
  detail: z.unknown(),
});

export const systemShape = z.object({
  version: z.string(),
  node: z.string(),
  startedAt: z.string(),
  clock: z.object({ now: z.string(), driven: z.boolean(), speed: z.number() }),
  checks: z.array(z.object({ name: z.string(), nameEn: z.string(), ok: z.boolean(), detail: z.string(), detailEn: z.string() })),
  backups: z.array(z.object({ at: z.string(), folder: z.string(), bytes: z.number(), cause: z.string() })),
  disk: z.object({ free: z.number(), total: z.number() }).nullable(),
});

export const backupShape = z.object({ folder: z.string(), bytes: z.number(), acts: z.number(), blobs: z.number() });

export type SessionView = z.infer<typeof sessionShape>;
export type OpenSession = z.infer<typeof openSessionShape>;
export type User = z.infer<typeof userShape>;
export type Token = z.infer<typeof tokenShape>;
export type Invitation = z.infer<typeof invitationShape>;
export type ActView = z.infer<typeof actShape>;
export type SystemView = z.infer<typeof systemShape>;
