import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { remove } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import { Entry } from '../Entry.tsx';
import type { Choices } from './ActionFields.tsx';
import { type RuleItem, switchRule } from './api.ts';
import { RuleForm } from './RuleForm.tsx';
import { RunLog } from './RunLog.tsx';
import { sentence } from './said.ts';
import { useRuleWords } from './words.ts';

interface RowProps extends Choices {
  readonly rule: RuleItem;
  readonly mailboxes: readonly string[];
  /** Null where it is the first, or the last. */
  readonly onUp: (() => Promise<unknown>) | null;
  readonly onDown: (() => Promise<unknown>) | null;
  readonly onChanged: () => Promise<unknown>;
}

/** A rule in one sentence, whether it acts, what it did, and what can be done with it. */
export function RuleRow({ rule, mailboxes, tags, people, onUp, onDown, onChanged }: RowProps) {
  const words = useRuleWords();
  const may = useMay();
  const attempt = useAttempt();
  const [open, setOpen] = useState<'edit' | 'log' | null>(null);
  const { id, name, isOn } = rule;
  const then = (work: () => Promise<unknown>): Promise<boolean> =>
    attempt.run(async () => {
      await work();
      await onChanged();
    });
  const toggle = (what: 'edit' | 'log') => () => setOpen(open === what ? null : what);
  return (
    <Entry
      attempt={attempt}
      about={<About rule={rule} tags={tags} people={people} />}
      actions={
        <>
          {may('rules.change') && (
            <>
              <Move icon={IconArrowUp} label={words.up(name)} onMove={onUp && (() => then(onUp))} />
              <Move icon={IconArrowDown} label={words.down(name)} onMove={onDown && (() => then(onDown))} />
              <button
                type="button"
                className="btn s"
                aria-label={isOn ? words.turnOffOf(name) : words.turnOnOf(name)}
                aria-disabled={attempt.isBusy}
                onClick={() => void then(() => switchRule(id, !isOn))}
              >
                {isOn ? words.turnOff : words.turnOn}
              </button>
              <button
                type="button"
                className="btn s"
                aria-label={words.editOf(name)}
                aria-expanded={open === 'edit'}
                onClick={toggle('edit')}
              >
                {words.edit}
              </button>
            </>
          )}
          <button type="button" className="btn s" aria-label={words.logOf(name)} aria-expanded={open === 'log'} onClick={toggle('log')}>
            {words.log}
          </button>
          {may('rules.change') && (
            <button
              type="button"
              className="btn s quiet"
              aria-label={words.removeOf(name)}
              onClick={() => void then(() => remove(`/rules/${id}`))}
            >
              {words.remove}
            </button>
          )}
        </>
      }
    >
      {open === 'edit' && (
        <RuleForm
          key={rule.version}
          rule={rule}
          mailboxes={mailboxes}
          tags={tags}
          people={people}
          onClose={() => setOpen(null)}
          onSaved={onChanged}
        />
      )}
      {open === 'log' && <RunLog id={id} />}
    </Entry>
  );
}

function About({ rule, tags, people }: Pick<RowProps, 'rule' | 'tags' | 'people'>) {
  const words = useRuleWords();
  const format = useFormats();
  const byId = (list: Choices['tags']) => new Map(list.map((one) => [one.id, one.name]));
  const { name, isOn, stoppedWhy, acted, changedBy, changedAt } = rule;
  return (
    <span style={{ minWidth: 0 }}>
      <b>{name}</b> <span className={`chip ${isOn ? 'ok' : ''}`}>{isOn ? words.isOn : words.isOff}</span>
      <span className="sm muted" style={{ display: 'block' }}>
        {sentence(words, rule, { tags: byId(tags), people: byId(people) })}
      </span>
      {stoppedWhy && (
        <span className="sm bad" style={{ display: 'block' }}>
          {words.tooMany}
        </span>
      )}
      <span className="xs faint" style={{ display: 'block' }}>
        {acted === 0 ? words.never : words.acted(format.number(acted), acted === 1)} ·{' '}
        {words.changed(changedBy, format.moment(Date.parse(changedAt)))}
      </span>
    </span>
  );
}

interface MoveProps {
  readonly icon: typeof IconArrowUp;
  readonly label: string;
  readonly onMove: (() => Promise<unknown>) | null;
}

function Move({ icon: Icon, label, onMove }: MoveProps) {
  return (
    <button type="button" className="btn s quiet icon" aria-label={label} disabled={onMove === null} onClick={() => void onMove?.()}>
      <Icon aria-hidden="true" />
    </button>
  );
}
