import { actRoutes } from '../acts/routes.ts';
import { accountRoutes } from '../auth/account-routes.ts';
import { sessionRoutes } from '../auth/session-routes.ts';
import { setupRoutes } from '../auth/setup-routes.ts';
import { userRoutes } from '../auth/user-routes.ts';
import type { Module } from '../module.ts';
import { settingRoutes } from '../settings/routes.ts';
import { systemRoutes } from '../system/routes.ts';
import type { Route } from './route.ts';

/** The routes that belong to no module above: the way in, acts, settings, the installation. */
export function kernelRoutes(modules: readonly Module[], version: string): Route[] {
  return [
    ...sessionRoutes(version),
    ...accountRoutes,
    ...userRoutes,
    ...setupRoutes,
    ...actRoutes,
    ...settingRoutes,
    ...systemRoutes(modules, version),
  ];
}
