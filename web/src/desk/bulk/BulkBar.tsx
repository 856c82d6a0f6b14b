import { Menu } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Avatar } from '../../design/Avatar.tsx';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import type { Wish } from '../api.ts';
import { usePeople } from '../views/chips.ts';
import { acts } from './acts.ts';
import { askBulk, type BulkActName, bulksKey, fetchTotal, mostAtOnce, whereOf } from './api.ts';
import s from './bulk.module.css';
import type { Selection } from './selection.ts';
import { useBulkWords } from './words.ts';

interface BarProps {
  readonly wish: Wish;
  readonly selection: Selection;
  /** Whether the list goes on beyond what has been read. */
  readonly hasMore: boolean;
  /** The ids that have been read. */
  readonly read: readonly string[];
}

/** How many are ticked, the rest of the list at one press, and what can be done with them. */
export default function BulkBar({ wish, selection, hasMore, read }: BarProps) {
  const words = useBulkWords();
  const may = useMay();
  const client = useQueryClient();
  const attempt = useAttempt();
  const isEmpty = !selection.isAll && selection.ids.size === 0;
  const run = async (act: BulkActName, detail: Record<string, string> = {}): Promise<void> => {
    if (isEmpty) return;
    const which = selection.isAll ? { where: whereOf(wish) } : { ids: [...selection.ids] };
    const isAsked = await attempt.run(() => askBulk({ act, ...which, detail, key: newKey() }));
    if (!isAsked) return;
    selection.clear();
    await client.invalidateQueries({ queryKey: bulksKey });
  };
  const mine = acts.filter(({ needs }) => may(needs));
  return (
    <div className={s.bar} role="group" aria-label={words.bar}>
      <div className="row between">
        <Chosen wish={wish} selection={selection} />
        <button type="button" className="btn quiet icon s" aria-label={words.clear} title={words.clear} onClick={selection.clear}>
          <IconX aria-hidden="true" />
        </button>
      </div>
      {!selection.isAll && (hasMore || selection.ids.size < read.length) && (
        <AllButton wish={wish} selection={selection} hasMore={hasMore} read={read} />
      )}
      <div className={s.acts}>
        {mine
          .filter(({ isMain }) => isMain)
          .map(({ name, icon: Icon, asks }) =>
            asks === 'person' ? (
              <PersonButton key={name} isOff={isEmpty} onChoose={(assignee) => void run(name, { assignee })} />
            ) : (
              <button key={name} type="button" className="btn s" aria-disabled={isEmpty || attempt.isBusy} onClick={() => void run(name)}>
                <Icon aria-hidden="true" />
                {words.acts[name].label}
              </button>
            ),
          )}
        <MoreActs entries={mine.filter(({ isMain }) => !isMain)} onChoose={(name) => void run(name)} />
      </div>
      <Failure attempt={attempt} />
    </div>
  );
}

/** Unlike crypto.randomUUID also where the page came without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-');
}

function useTotal(wish: Wish, isWanted: boolean): string | null {
  const words = useBulkWords();
  const format = useFormats();
  const { data } = useQuery({
    queryKey: ['desk', 'counts', 'total', wish],
    queryFn: () => fetchTotal(wish),
    enabled: isWanted && wish.q === '',
  });
  if (data === undefined) return null;
  return data > mostAtOnce ? words.moreThan(format.number(mostAtOnce)) : format.number(data);
}

function Chosen({ wish, selection }: Pick<BarProps, 'wish' | 'selection'>) {
  const words = useBulkWords();
  const format = useFormats();
  const total = useTotal(wish, selection.isAll);
  const { size } = selection.ids;
  const some = size === 0 ? words.chooseRows : words.chosen(format.number(size));
  return (
    <b className="sm" role="status">
      {selection.isAll ? (wish.q ? words.chosenFound : words.chosenAll(total ?? '…')) : some}
    </b>
  );
}

function AllButton({ wish, selection, hasMore, read }: BarProps) {
  const words = useBulkWords();
  const format = useFormats();
  const total = useTotal(wish, hasMore);
  const label = hasMore ? (wish.q ? words.chooseFound : total && words.chooseAll(total)) : words.chooseAll(format.number(read.length));
  // Its place is kept while the number is on its way.
  return (
    <button type="button" className={`link sm ${s.all}`} onClick={hasMore ? selection.takeAll : () => selection.add(read)}>
      {label || '\u00a0'}
    </button>
  );
}

function PersonButton({ isOff, onChoose }: { readonly isOff: boolean; readonly onChoose: (id: string) => void }) {
  const words = useBulkWords();
  const [act] = acts;
  const people = usePeople(true).filter(({ assignable }) => assignable);
  const Icon = act?.icon ?? IconDots;
  return (
    <Menu position="bottom-start" width={260} shadow="md" disabled={isOff}>
      <Menu.Target>
        <button type="button" className="btn s" aria-disabled={isOff}>
          <Icon aria-hidden="true" />
          {words.acts.assign.label}
        </button>
      </Menu.Target>
      <Menu.Dropdown style={{ maxHeight: 380, overflowY: 'auto' }}>
        <Menu.Label>{words.assignTo}</Menu.Label>
        {people.map(({ id, name }) => (
          <Menu.Item key={id} leftSection={<Avatar name={name} size="s" />} onClick={() => onChoose(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreActs({ entries, onChoose }: { readonly entries: typeof acts; readonly onChoose: (name: BulkActName) => void }) {
  const words = useBulkWords();
  if (entries.length === 0) return null;
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <button type="button" className="btn quiet icon s" aria-label={words.more} title={words.more}>
          <IconDots aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ name, icon: Icon }) => (
          <Menu.Item key={name} leftSection={<Icon aria-hidden="true" />} onClick={() => onChoose(name)}>
            {words.acts[name].label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
