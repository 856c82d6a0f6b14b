import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Notices } from '../db/notices.ts';
import { allSettings } from './store.ts';

export interface SettingCache {
  /** All stored values: from memory while nothing can have changed. */
  values(): Promise<ReadonlyMap<string, unknown>>;
  forget(): void;
}

/** Without the connection that hears of changes, memory is trusted for a second only. */
export function openSettingCache(database: Database, notices: Notices, clock: Clock): SettingCache {
  let values: Promise<ReadonlyMap<string, unknown>> | null = null;
  let loadedAt = 0;
  const forget = () => {
    values = null;
  };
  notices.on('ventanilla_settings', forget);
  notices.onLost(forget);
  return {
    forget,
    values() {
      if (values && (notices.isOpen || clock.real() - loadedAt < 1000)) return values;
      const loading = allSettings(database.db);
      values = loading;
      loadedAt = clock.real();
      loading.catch(() => {
        if (values === loading) values = null;
      });
      return loading;
    },
  };
}
