import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { fetchPeople } from '../../desk/api.ts';
import { fetchTags, tagsKey } from '../../desk/tag/api.ts';
import { fetchMailboxes, mailboxesKey } from '../../mail/api.ts';
import { useLive } from '../../shell/live/live.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { Card } from '../Card.tsx';
import { AddButton, NothingYet } from '../Entry.tsx';
import s from '../settings.module.css';
import { fetchRules, orderRules, type RuleItem, rulesKey } from './api.ts';
import { RuleForm } from './RuleForm.tsx';
import { RuleRow } from './RuleRow.tsx';
import { useRuleWords } from './words.ts';

/** What is done by itself with what comes in: the rules in their order, what each did, and a stop for all. */
export default function RulesPage() {
  const words = useRuleWords();
  const client = useQueryClient();
  const may = useMay();
  const rules = useQuery({ queryKey: rulesKey, queryFn: fetchRules });
  const choices = useChoices();
  const attempt = useAttempt();
  const [isOpen, setOpen] = useState(false);
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: rulesKey });
  useLive('rules', () => void changed());
  const items = rules.data?.items ?? [];
  const stop = (): Promise<boolean> =>
    attempt.run(async () => {
      await post('/rules/stop');
      await changed();
      say(words.stopped);
    });
  return (
    <Card
      title={words.rules}
      sub={words.sub}
      query={rules}
      height={240}
      actions={
        may('rules.change') && (
          <>
            {items.some((one) => one.isOn) && (
              <button type="button" className="btn quiet" aria-disabled={attempt.isBusy} onClick={() => void stop()}>
                {words.stopAll}
              </button>
            )}
            {!isOpen && <AddButton onClick={() => setOpen(true)}>{words.add}</AddButton>}
          </>
        )
      }
    >
      <Failure attempt={attempt} />
      {isOpen && <RuleForm rule={null} {...choices} onClose={() => setOpen(false)} onSaved={changed} />}
      {items.length === 0 && !isOpen && <NothingYet title={words.none}>{words.noneText}</NothingYet>}
      {items.length > 0 && <p className="sm muted in">{words.about}</p>}
      <ul className={s.entries}>
        {items.map((rule, at) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            {...choices}
            onUp={at === 0 ? null : () => orderRules(swapped(items, at, at - 1))}
            onDown={at === items.length - 1 ? null : () => orderRules(swapped(items, at, at + 1))}
            onChanged={changed}
          />
        ))}
      </ul>
    </Card>
  );
}

/** What conditions and actions may point to. */
function useChoices() {
  const tags = useQuery({ queryKey: tagsKey, queryFn: fetchTags });
  const people = useQuery({ queryKey: ['people', 'assignable'], queryFn: fetchPeople });
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes });
  return {
    tags: tags.data?.items ?? [],
    people: (people.data?.items ?? []).filter((one) => one.assignable),
    mailboxes: (mailboxes.data ?? []).map((one) => one.address),
  };
}

function swapped(items: readonly RuleItem[], one: number, other: number): string[] {
  const ids = items.map((rule) => rule.id);
  const [first, second] = [ids[one] as string, ids[other] as string];
  return ids.with(one, second).with(other, first);
}
