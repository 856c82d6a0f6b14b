import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
import { defaultWorkingTime } from '#calendar';
import { atLeast, type Bench, both, figure, ratioAtLeast, shown } from './figure.ts';

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
    return [figure('deadline', 'operations/s', seen.ours, seen.peer, floor, both(atLeast(10_000_000, '/s'), shown))];
  },
};

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
