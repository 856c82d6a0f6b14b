import { useState } from 'react';

/** The conversations that are ticked: some, or all of a list whether they have been read or not. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
  /** Rows are being ticked: a press ticks instead of opening. */
  readonly isOn: boolean;
  has(id: string): boolean;
  /** Ticks or unticks one; of all, leaves the others that have been read. */
  toggle(id: string, read: readonly string[]): void;
  add(ids: readonly string[]): void;
  takeAll(): void;
  begin(): void;
  clear(): void;
}

interface State {
  readonly list: string;
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
  readonly isOn: boolean;
}

const none = (list: string): State => ({ list, ids: new Set(), isAll: false, isOn: false });

/** What is ticked in a list; in another list nothing is. */
export function useSelection(list: string): Selection {
  const [kept, setState] = useState(none(list));
  const state = kept.list === list ? kept : none(list);
  const set = (ids: ReadonlySet<string>): void => setState({ list, ids, isAll: false, isOn: ids.size > 0 });
  return {
    ids: state.ids,
    isAll: state.isAll,
    isOn: state.isOn,
    has: (id) => state.isAll || state.ids.has(id),
    toggle: (id, read) => set(toggled(state.isAll ? new Set(read) : state.ids, id)),
    add: (ids) => set(new Set([...state.ids, ...ids])),
    takeAll: () => setState({ list, ids: state.ids, isAll: true, isOn: true }),
    begin: () => setState({ ...state, isOn: true }),
    clear: () => setState(none(list)),
  };
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The ids between two rows, whichever stands first, with both of them. */
export function between(ids: readonly string[], one: string, other: string): string[] {
  const [a, b] = [ids.indexOf(one), ids.indexOf(other)];
  return a < 0 || b < 0 ? [other] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
