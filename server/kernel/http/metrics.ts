/** What a process counts about itself, in Prometheus' text form. One registry a process: counting needs no kernel. */
export type Labels = Readonly<Record<string, string | number>>;

interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  lines(): Iterable<string>;
}

const families = new Map<string, Family>();
const counters = new Map<string, Map<string, number>>();
const histograms = new Map<string, Map<string, Distribution>>();
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Distribution {
  readonly buckets: number[];
  sum: number;
  count: number;
}

/** Counts `by` more of something, such as `ventanilla_mails_total` by outcome. Labels: few values each, never a person's data. */
export function count(name: string, help: string, labels: Labels = {}, by = 1): void {
  const series = counters.get(name) ?? begin(counters, name, { help, type: 'counter', lines: () => counterLines(name) });
  const key = text(labels);
  series.set(key, (series.get(key) ?? 0) + by);
}

/** Notes how long something took, in seconds. */
export function observe(name: string, help: string, seconds: number, labels: Labels = {}): void {
  const series = histograms.get(name) ?? begin(histograms, name, { help, type: 'histogram', lines: () => histogramLines(name) });
  const key = text(labels);
  const one = series.get(key) ?? { buckets: bounds.map(() => 0), sum: 0, count: 0 };
  series.set(key, one);
  one.sum += seconds;
  one.count += 1;
  for (let i = bounds.length - 1; i >= 0 && seconds <= (bounds[i] as number); i -= 1) one.buckets[i] = (one.buckets[i] as number) + 1;
}

/** Names a value that is read when somebody asks, such as a queue's length. */
export function gauge(name: string, help: string, read: () => number): void {
  readWhenAsked('gauge', name, help, read);
}

function readWhenAsked(type: 'gauge' | 'counter', name: string, help: string, read: () => number): void {
  families.set(name, { help, type, lines: () => [`${name} ${read()}`] });
}

/** Everything counted so far. */
export function metricsText(): string {
  const parts: string[] = [];
  for (const [name, family] of families) parts.push(`# HELP ${name} ${family.help}`, `# TYPE ${name} ${family.type}`, ...family.lines());
  return `${parts.join('\n')}\n`;
}

function begin<V>(all: Map<string, Map<string, V>>, name: string, family: Family): Map<string, V> {
  const series = new Map<string, V>();
  all.set(name, series);
  families.set(name, family);
  return series;
}

function* counterLines(name: string): Iterable<string> {
  for (const [labels, value] of counters.get(name) ?? []) yield `${name}${braces(labels)} ${value}`;
}

function* histogramLines(name: string): Iterable<string> {
  for (const [labels, { buckets, sum, count: n }] of histograms.get(name) ?? []) {
    const comma = labels ? `${labels},` : '';
    for (const [i, bound] of bounds.entries()) yield `${name}_bucket{${comma}le="${bound}"} ${buckets[i]}`;
    yield `${name}_bucket{${comma}le="+Inf"} ${n}`;
    yield `${name}_sum${braces(labels)} ${sum}`;
    yield `${name}_count${braces(labels)} ${n}`;
  }
}

function text(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${String(value).replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`)
    .join(',');
}

function braces(labels: string): string {
  return labels ? `{${labels}}` : '';
}

const usage = process.memoryUsage;
gauge('process_resident_memory_bytes', 'Memory of this process', () => usage.rss());
readWhenAsked('counter', 'process_cpu_seconds_total', 'CPU time of this process', () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
});
gauge('process_uptime_seconds', 'Time since this process began', () => process.uptime());
