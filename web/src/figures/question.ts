/** What is asked of the figures; what is empty is not asked. Dates 'YYYY-MM-DD', both inclusive. */
export interface Question {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly mailbox: string;
  readonly operator: string;
  readonly area: string;
}

const names = { month: 'mes', from: 'desde', to: 'hasta', mailbox: 'buzon', operator: 'persona', area: 'area' } as const;
const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The question that an address asks: a month (the running one where none is said), or days. */
export function questionOf(address: URLSearchParams, running: string): Question {
  const of = (name: keyof Question): string => address.get(names[name]) ?? '';
  const filters = { mailbox: of('mailbox'), operator: of('operator'), area: of('area') };
  if (date.test(of('from')) && date.test(of('to'))) return { month: '', from: of('from'), to: of('to'), ...filters };
  const month = monthForm.test(of('month')) ? of('month') : running;
  return { month, ...daysOf(month), ...filters };
}

/** The first and the last day of a month. */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}` };
}

/** The address with a part of the question changed; the running month needs no word. */
export function addressOf(address: URLSearchParams, change: Partial<Question>, running: string): URLSearchParams {
  const next = new URLSearchParams(address);
  const isPeriod = 'month' in change || 'from' in change;
  if (isPeriod) for (const name of ['month', 'from', 'to'] as const) next.delete(names[name]);
  for (const [name, value] of Object.entries(change)) {
    const key = names[name as keyof Question];
    if (value === '' || (name === 'month' && value === running)) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** Where the rows behind a figure stand, narrowed to one line. */
export function behindPath(address: URLSearchParams, figure: string, line: Partial<Question> = {}): string {
  const query = addressOf(address, line, '').toString();
  return `/cifras/${figure}${query === '' ? '' : `?${query}`}`;
}
