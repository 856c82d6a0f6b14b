import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDriven } from './clock.ts';
import { readTimestamp } from './db/database.ts';
import { iso, localDate, readInstant } from './time.ts';

const instants = fc.integer({ min: Date.UTC(1800, 0, 1), max: Date.UTC(2400, 0, 1) });

test('an instant is written with −04:00 as the calendar has it, and read back', () => {
  fc.assert(
    fc.property(instants, (at) => {
      const written = new Date(at - 4 * 3_600_000).toISOString();
      assert.equal(iso(at), `${at % 1000 === 0 ? written.slice(0, 19) : written.slice(0, 23)}-04:00`);
      assert.equal(iso(at).slice(0, 10), localDate(at));
      assert.equal(readInstant(iso(at)), at);
    }),
  );
});

test('microseconds in a number of ms are left out', () => {
  assert.equal(iso(Date.parse('2026-11-25T01:46:51.502-04:00') + 0.393), '2026-11-25T01:46:51.502-04:00');
});

test('what PostgreSQL writes of an instant is read to the millisecond', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 999 }), (at, micro) => {
      const written = new Date(at).toISOString().replace('T', ' ').replace('Z', '');
      const trimmed = `${written}${String(micro).padStart(3, '0')}`.replace(/0+$/, '').replace(/\.$/, '');
      assert.equal(readTimestamp(`${trimmed}+00`), at);
    }),
  );
  for (const [value, at] of [
    ['2026-11-24 08:00:00.5+00', Date.UTC(2026, 10, 24, 8, 0, 0, 500)],
    ['2026-11-24 08:00:00.123456-04', Date.UTC(2026, 10, 24, 12, 0, 0, 123)],
    ['2026-11-24 08:00:00+05:30', Date.UTC(2026, 10, 24, 2, 30)],
  ] as const)
    assert.equal(readTimestamp(value), at);
});

test('a driven clock is given with its zone: without one it would be another instant on another machine', () => {
  const eight = { startsAt: Date.parse('2026-12-01T12:00:00Z'), speed: 60 };
  for (const written of ['2026-12-01T08:00:00-04:00 x60', '2026-12-01T12:00:00Z x60', '2026-12-01T08:00-04:00 x60'])
    assert.deepEqual(readDriven(written), eight);
  for (const written of ['2026-12-01T08:00:00', '2026-12-01', '2026-12-01T08:00 x60', 'ayer', ''])
    assert.throws(() => readDriven(written), { code: 'bad-clock' }, written);
});
