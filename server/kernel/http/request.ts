import type { Principal } from '../auth/principal.ts';
import type { Kernel } from '../kernel.ts';
import type { Route } from './route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who stands behind it; null for nobody. Set before any handler. */
    principal: Principal | null;
    /** The kernel of this request: its actor, its id. */
    k: Kernel | null;
    beganAt: number;
  }
  interface FastifyContextConfig {
    /** The route of a module behind this one. */
    route?: Route;
    /** Probes answer whatever the load. */
    isProbe?: boolean;
  }
}
