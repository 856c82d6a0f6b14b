import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBookmarkPlus, IconDots, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { sentenceOf } from '../../design/Trouble.tsx';
import { say } from '../../shell/notices.ts';
import { inboxPath } from '../address.ts';
import type { View } from '../api.ts';
import { type Filter, isNarrowed } from '../filter.ts';
import {
  changeView,
  keptFilter,
  type OpenView,
  orderViews,
  removeView,
  returnView,
  savedPath,
  useSavedViews,
  useViewsRefresh,
} from './saved.ts';
import { useViewWords } from './words.ts';

const SaveViewDialog = lazy(() => import('./SaveViewDialog.tsx'));

interface ActsProps {
  readonly view: View;
  readonly filter: Filter;
  readonly open: OpenView | null;
}

/** Beside the list's name: keeping what it is narrowed to, and what becomes of a view that was kept. */
export default function ViewActs({ view, filter, open }: ActsProps) {
  const words = useViewWords();
  const [dialog, setDialog] = useState<'new' | 'rename' | null>(null);
  const entries = useEntries({ view, filter, open }, () => setDialog('rename'));
  const canSave = (isNarrowed(filter) || filter.order !== '') && (open === null || open.isChanged);
  if (!canSave && entries.length === 0) return null;
  return (
    <>
      {canSave && (
        <button
          type="button"
          className="btn quiet icon s"
          aria-label={words.saveView}
          title={words.saveView}
          onClick={() => setDialog('new')}
        >
          <IconBookmarkPlus aria-hidden="true" />
        </button>
      )}
      {entries.length > 0 && (
        <Menu position="bottom-start" width={260} shadow="md">
          <Menu.Target>
            <button type="button" className="btn quiet icon s" aria-label={words.viewActs} title={words.viewActs}>
              <IconDots aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {entries.map(({ label, icon: Icon, run }) => (
              <Menu.Item key={label} leftSection={<Icon aria-hidden="true" />} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Suspense fallback={null}>
        {dialog !== null && (
          <SaveViewDialog
            view={view}
            filter={filter}
            saved={dialog === 'rename' ? (open?.saved ?? null) : null}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </>
  );
}

interface Entry {
  readonly label: string;
  readonly icon: typeof IconDots;
  readonly run: () => void;
}

function useEntries({ view, filter, open }: ActsProps, rename: () => void): readonly Entry[] {
  const words = useViewWords();
  const navigate = useNavigate();
  const views = useSavedViews();
  const act = useAct();
  if (!open) return [];
  const { saved, isChanged } = open;
  const goBack: Entry = { label: words.backToView(saved.name), icon: IconRefresh, run: () => void navigate(savedPath(saved)) };
  if (!saved.mayChange) return isChanged ? [goBack] : [];
  const update = (): void => void act(() => changeView(saved.id, { view, filter: keptFilter(filter) }));
  const column = views.filter(({ shared }) => shared === saved.shared).map(({ id }) => id);
  const at = column.indexOf(saved.id);
  const move = (by: number) => (): void => void act(() => orderViews(moved(column, at, by)));
  const drop = async (): Promise<void> => {
    if (!(await act(() => removeView(saved.id)))) return;
    void navigate(inboxPath(view));
    offerReturn({ said: words.viewRemoved(saved.name), undo: words.undo, bringBack: () => act(() => returnView(saved.id)) });
  };
  return [
    ...(isChanged ? [{ label: words.updateView(saved.name), icon: IconBookmarkPlus, run: update }, goBack] : []),
    { label: words.renameView, icon: IconPencil, run: rename },
    ...(at > 0 ? [{ label: words.moveUp, icon: IconArrowUp, run: move(-1) }] : []),
    ...(at < column.length - 1 ? [{ label: words.moveDown, icon: IconArrowDown, run: move(1) }] : []),
    { label: words.removeView, icon: IconTrash, run: () => void drop() },
  ];
}

const undoFor = 10_000;

function offerReturn(how: { said: string; undo: string; bringBack: () => Promise<boolean> }): void {
  const close = say(how.said, { until: Date.now() + undoFor, action: { label: how.undo, run: () => void how.bringBack() } });
  setTimeout(close, undoFor);
}

function moved(ids: readonly string[], from: number, by: number): string[] {
  const next = ids.toSpliced(from, 1);
  return next.toSpliced(from + by, 0, ids[from] as string);
}

/** Does it and asks for the views anew; a refusal is said. Answers whether it was done. */
function useAct(): (work: () => Promise<unknown>) => Promise<boolean> {
  const refresh = useViewsRefresh();
  return async (work) => {
    try {
      await work();
      return true;
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
      return false;
    } finally {
      await refresh();
    }
  };
}
