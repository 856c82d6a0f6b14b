// Loaded before each test file: a file that forgot to close something says so and ends, instead of holding the run for ever.
// Node's own --test-force-exit loses results that are still on their way.
import { after } from 'node:test';

const patience = 3000;

after(() => {
  setTimeout(() => {
    // The reporter shows lines that begin so, even of files that pass.
    process.stderr.write(`Still open after its tests: ${[...new Set(process.getActiveResourcesInfo())].join(', ')}\n`);
    process.exit();
  }, patience).unref();
});
