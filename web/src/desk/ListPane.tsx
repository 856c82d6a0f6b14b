import { Menu } from '@mantine/core';
import { IconChevronDown, IconListCheck, IconSearch, IconX } from '@tabler/icons-react';
import { Fragment, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Kbd } from '../design/Kbd.tsx';
import { Bone, Late } from '../design/Loading.tsx';
import { useMedia } from '../design/media.ts';
import { LoadTrouble } from '../design/Trouble.tsx';
import { BellLink } from '../notices/BellLink.tsx';
import { useCommands } from '../shell/commands.ts';
import { LinkBanner } from '../shell/LinkBanner.tsx';
import { useMay } from '../shell/session.ts';
import { inboxPath } from './address.ts';
import { type View, views } from './api.ts';
import { type Selection, useSelection } from './bulk/selection.ts';
import { useBulkWords } from './bulk/words.ts';
import { countInWords, useCounts, useNarrowedCount } from './counts.ts';
import s from './desk.module.css';
import { isNarrowed } from './filter.ts';
import { useConversationList } from './list.ts';
import { RowList } from './RowList.tsx';
import { isCounted } from './Views.tsx';
import { FilterBar, OrderButton } from './views/FilterBar.tsx';
import v from './views/views.module.css';
import { savedPath, useOpenView, useSavedCounts, useSavedViews } from './views/saved.ts';
import { type FilterControl, useFilter } from './views/useFilter.ts';
import { useViewWords } from './views/words.ts';
import { useDeskWords } from './words.ts';

const ViewActs = lazy(() => import('./views/ViewActs.tsx'));
const BulkBar = lazy(() => import('./bulk/BulkBar.tsx'));
const BulkProgress = lazy(() => import('./bulk/BulkProgress.tsx'));

interface ListPaneProps {
  readonly view: View;
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
}

/** The conversations of a view, by what expires first, with a search in them. */
export function ListPane({ view, selected, onOpen }: ListPaneProps) {
  const words = useDeskWords();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 200);
  const control = useFilter();
  const { filter } = control;
  const list = useConversationList({ view, q, filter });
  const isOnlyPane = useMedia('(max-width: 639px)');
  const chosen = useSelection(JSON.stringify({ view, q, filter }));
  const selection = useMay()('conversations.take') ? chosen : undefined;
  useEffect(() => setTyped(''), [view]);
  return (
    <section className={s.list} aria-label={words.conversations}>
      {isOnlyPane && selected === null && <LinkBanner />}
      <ListHead view={view} control={control} typed={typed} onType={setTyped} selection={selection} />
      <Suspense fallback={null}>
        {selection?.isOn && (
          <BulkBar
            wish={{ view, q, filter }}
            selection={selection}
            hasMore={list.hasNextPage}
            read={list.rows.map(({ item }) => item.id)}
          />
        )}
      </Suspense>
      {list.isPending ? (
        <ListBones />
      ) : list.error && list.rows.length === 0 ? (
        <LoadTrouble error={list.error} title={words.listTrouble} text={words.listTroubleText} retry={() => void list.refetch()} />
      ) : list.rows.length === 0 ? (
        <Empty view={view} q={q} control={control} />
      ) : (
        <RowList
          key={`${view}|${q}|${JSON.stringify(filter)}`}
          rows={list.rows}
          selected={selected}
          hasMore={list.hasNextPage}
          onMore={() => {
            if (!list.isFetchingNextPage) void list.fetchNextPage();
          }}
          onOpen={onOpen}
          selection={selection}
        />
      )}
      <Suspense fallback={null}>{selection && <BulkProgress />}</Suspense>
      <div className={s.hints} aria-hidden="true">
        <span>
          <Kbd>J</Kbd> <Kbd>K</Kbd> {words.move}
        </span>
        <span>
          <Kbd>Enter</Kbd> {words.open}
        </span>
        <span>
          <Kbd>?</Kbd> {words.allKeys}
        </span>
      </div>
    </section>
  );
}

interface HeadProps {
  readonly view: View;
  readonly control: FilterControl;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly selection: Selection | undefined;
}

function ListHead({ view, control, typed, onType, selection }: HeadProps) {
  const words = useDeskWords();
  const count = useListCount(view, control);
  const open = useOpenView(view);
  const title = open && !open.isChanged ? open.saved.name : words.views[view];
  const field = useRef<HTMLInputElement>(null);
  useCommands([
    { id: 'desk.search', title: words.keys.search, section: words.conversations, keys: '/', run: () => field.current?.focus() },
  ]);
  return (
    <div className={s.listHead}>
      <div className="row between">
        <div className={`row ${v.title}`}>
          <ViewTitle title={title} />
          {count > 0 && <span className="faint sm">{countInWords(count)}</span>}
          <Suspense fallback={null}>
            {(isNarrowed(control.filter) || control.filter.order !== '' || open) && (
              <ViewActs view={view} filter={control.filter} open={open} />
            )}
          </Suspense>
        </div>
        <div className="row">
          <OrderButton view={view} control={control} />
          <BellLink />
        </div>
      </div>
      <div className={s.search} role="search">
        <IconSearch aria-hidden="true" />
        <input
          ref={field}
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            onType('');
            document.getElementById('conversation-list')?.focus();
          }}
        />
        {typed ? (
          <button type="button" aria-label={words.clear} onClick={() => onType('')}>
            <IconX aria-hidden="true" />
          </button>
        ) : (
          <Kbd>/</Kbd>
        )}
      </div>
      <FilterBar view={view} control={control}>
        {selection && <SelectButton selection={selection} />}
      </FilterBar>
    </div>
  );
}

/** Ticking rows without a keyboard or a mouse. */
function SelectButton({ selection }: { readonly selection: Selection }) {
  const words = useBulkWords();
  const label = selection.isOn ? words.stopSelecting : words.select;
  return (
    <button
      type="button"
      className={v.select}
      aria-label={label}
      title={label}
      aria-pressed={selection.isOn}
      aria-keyshortcuts="S"
      onClick={selection.isOn ? selection.clear : selection.begin}
    >
      <IconListCheck aria-hidden="true" />
    </button>
  );
}

/** How many the list holds: the view's own figure, or that of what narrows it; 0 where a number says nothing. */
function useListCount(view: View, { filter }: FilterControl): number {
  const counts = useCounts();
  const narrowed = useNarrowedCount(view, filter, isNarrowed(filter));
  if (isNarrowed(filter)) return narrowed;
  return isCounted(view) ? (counts[view] ?? 0) : 0;
}

/** The name of the view; where its column has no room, a menu of them. */
function ViewTitle({ title }: { readonly title: string }) {
  const words = useDeskWords();
  const counts = useCounts();
  const navigate = useNavigate();
  const isNarrow = useMedia('(max-width: 1023px)');
  if (!isNarrow) return <h2 className="h2 trunc">{title}</h2>;
  return (
    <>
      <Menu position="bottom-start" width={250} shadow="md">
        <Menu.Target>
          <button type="button" className={s.viewButton}>
            <span className="trunc">{title}</span>
            <IconChevronDown aria-hidden="true" className="sm" />
          </button>
        </Menu.Target>
        <Menu.Dropdown style={{ maxHeight: '70dvh', overflowY: 'auto' }}>
          {views.map((one) => (
            <Menu.Item
              key={one}
              rightSection={<span className="xs faint">{isCounted(one) && counts[one] ? countInWords(counts[one] ?? 0) : ''}</span>}
              onClick={() => void navigate(inboxPath(one))}
            >
              {words.views[one]}
            </Menu.Item>
          ))}
          <SavedItems />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function SavedItems() {
  const words = useViewWords();
  const navigate = useNavigate();
  const views = useSavedViews();
  const counts = useSavedCounts(views.length > 0);
  return views.map((one, index) => (
    <Fragment key={one.id}>
      {one.shared !== views[index - 1]?.shared && <Menu.Label>{one.shared ? words.sharedViews : words.ownViews}</Menu.Label>}
      <Menu.Item
        rightSection={<span className="xs faint">{counts.get(one.id) ? countInWords(counts.get(one.id) ?? 0) : ''}</span>}
        onClick={() => void navigate(savedPath(one))}
      >
        {one.name}
      </Menu.Item>
    </Fragment>
  ));
}

function Empty({ view, q, control }: { readonly view: View; readonly q: string; readonly control: FilterControl }) {
  const words = useDeskWords();
  const viewWords = useViewWords();
  const hasFilter = isNarrowed(control.filter);
  const filtered = [viewWords.emptyFiltered, viewWords.emptyFilteredText] as const;
  const [title, text] = q ? [words.notFound(q), words.notFoundText] : hasFilter ? filtered : words.empty[view];
  return (
    <div className="center" id="conversation-list" tabIndex={-1} role="status">
      <b>{title}</b>
      {text}
      {hasFilter && (
        <button type="button" className="btn s" onClick={control.clear}>
          {viewWords.clearFilters}
        </button>
      )}
    </div>
  );
}

function ListBones() {
  const words = useDeskWords();
  return (
    <Late>
      <div className={s.bones} style={{ flex: 1 }}>
        <span className="sr" role="status">
          {words.loadingList}
        </span>
        {['45%', '60%', '38%', '52%', '44%', '58%'].map((width) => (
          <div key={width}>
            <Bone width={width} />
            <Bone width="90%" top={9} />
            <Bone width="120px" top={9} />
          </div>
        ))}
      </div>
    </Late>
  );
}

/** A value that has stayed the same for a moment: a search is not asked for at every letter. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
