import { useSearchParams } from 'react-router';
import { type Filter, filterAt, noFilter, withFilter } from '../filter.ts';

export interface FilterControl {
  readonly filter: Filter;
  change(change: Partial<Filter>): void;
  clear(): void;
}

/** The filter of the address: a link brings it along, and «atrás» undoes it. An order stays when the rest is removed. */
export function useFilter(): FilterControl {
  const [address, setAddress] = useSearchParams();
  const filter = filterAt(address);
  const change = (change: Partial<Filter>): void => setAddress((before) => withFilter(before, change));
  return { filter, change, clear: () => change({ ...noFilter, order: filter.order }) };
}
