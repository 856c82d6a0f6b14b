import { rmSync } from 'node:fs';
import { closeCluster, openCluster } from './world/cluster.ts';
import { makeTemplate } from './world/database.ts';
import { temporaryFolder } from './world/temporary.ts';

// tools/test.ts gives the folder, so that it can clear up after a run that was killed.
const folder = process.env.VENTANILLA_TEST_FOLDER ?? temporaryFolder('run').path;

/** One PostgreSQL for the whole run, its template migrated once; the test processes inherit where it is. */
export async function globalSetup(): Promise<void> {
  const cluster = await openCluster(folder);
  process.env.VENTANILLA_TEST_CLUSTER = JSON.stringify(cluster);
  await makeTemplate(cluster);
}

export async function globalTeardown(): Promise<void> {
  await closeCluster(folder);
  rmSync(folder, { recursive: true, force: true });
}
