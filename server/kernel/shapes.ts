export {
  type ActView,
  emailShape,
  idParams,
  idShape,
  type Institution,
  type Invitation,
  nameShape,
  type OpenSession,
  type SessionView,
  type SystemView,
  type Token,
  type User,
} from './auth/shapes.ts';
export type { Permission } from './auth/permissions.ts';
export type { Problem } from './http/problem.ts';
export type { Role } from './kernel.ts';
