/** What a figure counts: waiting spells, working days of the rota, or what an area was asked. */
export type Unit = 'spell' | 'day' | 'escalation';

export function unitOf(clause: string): Unit {
  if (clause.startsWith('6.2')) return 'day';
  return clause === '5.3-area' ? 'escalation' : 'spell';
}

const columns = ['state', 'subject', 'opened', 'due', 'settled', 'worked', 'sum'] as const;

/** A day's limit is its closing or its opening: no time runs in it, and there is no sum to show. */
export function columnsOf(unit: Unit): readonly (typeof columns)[number][] {
  return unit === 'day' ? columns.filter((one) => one !== 'worked' && one !== 'sum' && one !== 'opened') : columns;
}
