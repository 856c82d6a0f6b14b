/** Milliseconds of processor that `work` took: what the clock says depends on who else uses the machine. */
export function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
