import type { Module } from '#kernel';
import { routes } from './routes.ts';

export const module: Module = {
  name: 'metrics',
  routes,
};
