import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
import { declareClosure, defaultWorkingTime } from '#calendar';
import { atLeast, atMost, type Bench, both, figure, ratioAtLeast, rounds, shown } from './figure.ts';
import { benchCluster, newProduct, openDoors, type Product } from './product.ts';

/** 24 working hours ahead of random instants of ten years: operations a second, beside the best npm peer. */
export const bench: Bench = {
  name: 'deadline',
  async run() {
    const time = defaultWorkingTime();
    const instants = randomInstants(200_000);
    ours(time, instants);
    peer(instants.slice(0, 500));
    const seen = { ours: [] as number[], peer: [] as number[] };
    for (let round = 0; round < 7; round++) {
      seen.peer.push(peer(instants.slice(0, 3000)));
      seen.ours.push(ours(time, instants));
    }
    const floor = both(atLeast(2_000_000, '/s'), ratioAtLeast(400));
    return [
      figure('deadline', 'operations/s', seen.ours, seen.peer, floor, atLeast(10_000_000, '/s')),
      figure('deadline/move-1,000,000', 's (committed)', await closures(), null, shown, atMost(1, 's')),
    ];
  },
};

const open = 1_000_000;

/** Seconds from declaring a closure until a million open deadlines have moved and are committed; the days of a week, one after the other. */
async function closures(): Promise<number[]> {
  const cluster = await benchCluster();
  const product = await newProduct(cluster, 'closures');
  await seedOpen(product);
  const { k, close } = await openDoors(product);
  const seen: number[] = [];
  for (const date of closedOn.slice(0, rounds)) {
    const began = performance.now();
    const { moved } = await declareClosure(k, { date, reason: 'Cierre por tormenta' });
    seen.push((performance.now() - began) / 1000);
    if (moved !== open) throw new Error(`only ${moved} deadlines moved on ${date}`);
    await product.query('vacuum procedure.obligation');
  }
  await close();
  await product.remove();
  cluster.remove();
  return seen;
}

const closedOn = ['2027-03-03', '2027-03-04', '2027-03-05', '2027-03-08', '2027-03-09'];

/** Opened on a Tuesday morning, so that each closure that follows moves all of them; of no subject that keeps its own copy. */
async function seedOpen(product: Product): Promise<void> {
  await product.query(
    `insert into procedure.obligation (clause, basis, edition, subject_kind, subject_id, spell, owed_by, opened_at, due_at, other_due_at, warn_at, reading, calendar_version)
     select '5.3', 'text', 0, 'bench', n, '1', 'operator', at, at + interval '3 days', at + interval '3 days', at + interval '2 days', 'schedule', 1
     from (select n, timestamptz '2027-03-02 08:00-04' + n * interval '10 milliseconds' as at from generate_series(1, ${open}) n) x`,
  );
  await product.query('vacuum analyze procedure.obligation');
}

function ours(time: ReturnType<typeof defaultWorkingTime>, instants: Float64Array): number {
  const began = performance.now();
  let kept = 0;
  for (let round = 0; round < 10; round++) for (const at of instants) kept += time.due(at, 24);
  if (Number.isNaN(kept)) throw new Error('a deadline was not a number');
  return (instants.length * 10_000) / (performance.now() - began);
}

function peer(instants: Float64Array): number {
  dayjs.extend(businessTime);
  // The plug-in adds its methods to dayjs's prototype and carries no types of its own.
  const began = performance.now();
  for (const at of instants) (dayjs(at) as unknown as { addBusinessHours(hours: number): unknown }).addBusinessHours(24);
  return (instants.length * 1000) / (performance.now() - began);
}

/** Instants of 2020–2029 by a fixed seed: every run asks the same. */
function randomInstants(count: number): Float64Array {
  const from = Date.parse('2020-01-01T00:00:00-04:00');
  const span = Date.parse('2030-01-01T00:00:00-04:00') - from;
  let state = 20_261_124;
  return Float64Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return from + ((state >>> 0) / 4_294_967_296) * span;
  });
}
