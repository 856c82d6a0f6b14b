import type { Kernel, Module } from '#kernel';
import { applyRules } from './apply.ts';
import { routes } from './routes.ts';

export const module: Module = {
  name: 'automation',
  routes,
  topics: [
    { topic: 'desk.received', name: 'automation', handle: (k: Kernel, { messages }: { messages: string[] }) => applyRules(k, messages) },
  ],
  live: [{ stream: 'rules', access: 'rules.read' }],
};
