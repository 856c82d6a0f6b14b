import { type Kernel, openKernel, readConfig } from '#kernel';
import { loadModules } from '../server/modules.ts';

/** The command line's way in: the same data directory as the server, acting as «administración local». */
export function openLocal() {
  let opened: Promise<{ k: Kernel; close(): Promise<void> }> | null = null;
  return {
    async kernel(): Promise<Kernel> {
      opened ??= openKernel(
        { ...readConfig(process.env), log: process.env.VENTANILLA_LOG ? readConfig(process.env).log : 'warn' },
        await loadModules(),
      );
      const { k } = await opened;
      return k.as({ kind: 'cli', accountId: null, name: 'administración local', roles: ['admin'] });
    },
    async close(): Promise<void> {
      const open = await opened?.catch(() => null);
      await open?.close();
    },
  };
}
