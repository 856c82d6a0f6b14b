import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { inboxPath } from '../desk/address.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useMay } from '../shell/session.ts';
import { type DueGroup, dueKey, fetchToday, type Scope, type Today } from './api.ts';
import { DueRow, titleOf } from './DueRow.tsx';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

const groups = ['overdue', 'today', 'week'] as const;

/** What is late, due today and this week, each with what mends it. */
export function DueCard() {
  const words = useTodayWords();
  const may = useMay();
  // Whoever puts nobody on duty and answers nothing watches all of it.
  const [scope, setScope] = useState<Scope>(may('rota.change') ? 'mine' : 'all');
  const due = useQuery({
    queryKey: dueKey(scope),
    queryFn: () => fetchToday(scope),
    // Something falls due by the mere clock.
    refetchInterval: (query) => (query.state.status === 'error' ? 15_000 : 60_000),
    placeholderData: (before) => before,
  });
  const { data } = due;
  return (
    <TodayCard
      title={words.obligations}
      query={due}
      height={420}
      actions={<span className={`xs faint ${s.others}`}>{data && words.readings[data.reading]}</span>}
      beside={
        <SegmentedControl
          aria-label={words.whose}
          value={scope}
          onChange={(value) => setScope(value === 'all' ? 'all' : 'mine')}
          data={[
            { value: 'mine', label: words.scopes.mine },
            { value: 'all', label: words.scopes.all },
          ]}
        />
      }
    >
      {data && (
        <>
          {data.overdue.total + data.today.total === 0 && <Nothing data={data} />}
          {groups
            .filter((name) => data[name].total > 0)
            .map((name) => (
              <Group key={name} name={name} group={data[name]} isFirst={groups.find((one) => data[one].total > 0) === name} />
            ))}
        </>
      )}
    </TodayCard>
  );
}

function Group({ name, group, isFirst }: { readonly name: (typeof groups)[number]; readonly group: DueGroup; readonly isFirst: boolean }) {
  const words = useTodayWords();
  const format = useFormats();
  const more = group.isMore || group.total > group.items.length;
  const total = `${format.number(group.total)}${group.isMore ? '+' : ''}`;
  return (
    <section aria-label={words.groups[name]}>
      <h3 className={s.group}>
        {words.groups[name]} <span>{name === 'overdue' ? words.lateOnes(group.texts, group.total - group.texts) : total}</span>
      </h3>
      <ul>
        {group.items.map((item, index) => (
          <DueRow key={item.id} item={item} isMain={isFirst && index === 0} />
        ))}
      </ul>
      {more && (
        <p className={s.more}>
          <Link to={inboxPath(name === 'overdue' ? 'overdue' : name === 'today' ? 'dueToday' : 'toAnswer')}>{words.seeAll(total)}</Link>
        </p>
      )}
    </section>
  );
}

function Nothing({ data }: { readonly data: Today }) {
  const words = useTodayWords();
  const format = useFormats();
  const next = data.week.items[0] ?? data.next;
  return (
    <p className={s.nothing}>
      {words.nothingToday} {next ? words.nextOne(titleOf(next, words, format), format.moment(Date.parse(next.dueAt))) : words.nothingLater}
    </p>
  );
}
