import { TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { patch, post } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import { FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { ActionFields, blankAction, type Choices } from './ActionFields.tsx';
import { type Draft, isWhole, type RuleItem } from './api.ts';
import { blank, ConditionFields } from './ConditionFields.tsx';
import { RehearsalView } from './RehearsalView.tsx';
import { useRuleWords } from './words.ts';

interface FormProps extends Choices {
  readonly rule: RuleItem | null;
  readonly mailboxes: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: () => Promise<unknown>;
}

/** A new rule, or one to change over the version that was read; tried on past mail before it is saved. */
export function RuleForm({ rule, mailboxes, tags, people, onClose, onSaved }: FormProps) {
  const words = useRuleWords();
  const attempt = useAttempt();
  const [draft, setDraft] = useState<Draft>(
    rule ?? { name: '', conditions: [blank('either', mailboxes)], actions: [blankAction('tag')], isLast: false },
  );
  const { name, conditions, actions, isLast } = draft;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isWhole(draft)) return;
    const body = { name: name.trim(), conditions, actions, isLast };
    const isDone = await attempt.run(async () => {
      await (rule ? patch(`/rules/${rule.id}`, { ...body, version: rule.version }) : post('/rules', body));
      await onSaved();
    });
    if (isDone) onClose();
  };
  return (
    <form className={`stack ${s.areaForm}`} onSubmit={submit}>
      <TextInput
        size="sm"
        label={words.name}
        required
        withAsterisk={false}
        autoFocus
        maxLength={80}
        value={name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <Lines
        legend={words.when}
        add={words.addCondition}
        items={conditions}
        onAdd={() => setDraft({ ...draft, conditions: [...conditions, blank('either', mailboxes)] })}
        onRemove={(at) => setDraft({ ...draft, conditions: conditions.filter((_, i) => i !== at) })}
      >
        {(one, at) => (
          <ConditionFields
            condition={one}
            mailboxes={mailboxes}
            onChange={(next) => setDraft({ ...draft, conditions: conditions.with(at, next) })}
          />
        )}
      </Lines>
      <Lines
        legend={words.then}
        add={words.addAction}
        items={actions}
        onAdd={() => setDraft({ ...draft, actions: [...actions, blankAction('tag')] })}
        onRemove={(at) => setDraft({ ...draft, actions: actions.filter((_, i) => i !== at) })}
      >
        {(one, at) => (
          <ActionFields
            action={one}
            tags={tags}
            people={people}
            onChange={(next) => setDraft({ ...draft, actions: actions.with(at, next) })}
          />
        )}
      </Lines>
      <label className={s.check}>
        <input type="checkbox" checked={isLast} onChange={(event) => setDraft({ ...draft, isLast: event.currentTarget.checked })} />
        {words.isLast}
      </label>
      <RehearsalView conditions={conditions} />
      <FormEnd attempt={attempt} save={rule ? words.save : words.create} isMain={!rule} onClose={onClose} />
    </form>
  );
}

interface LinesProps<T> {
  readonly legend: string;
  readonly add: string;
  readonly items: readonly T[];
  readonly onAdd: () => void;
  readonly onRemove: (at: number) => void;
  readonly children: (item: T, at: number) => ReactNode;
}

/** Several of a kind, each of which can be taken off while another is left. */
function Lines<T>({ legend, add, items, onAdd, onRemove, children }: LinesProps<T>) {
  const words = useRuleWords();
  return (
    <fieldset className="stack" style={{ gap: 8 }}>
      <legend className="sm med">{legend}</legend>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no name of their own, and stay in their order
        <div key={at} className="row" style={{ alignItems: 'start', gap: 8 }}>
          {children(item, at)}
          {items.length > 1 && (
            <button type="button" className="btn quiet icon" aria-label={words.takeOffNth(at + 1)} onClick={() => onRemove(at)}>
              <IconX aria-hidden="true" />
            </button>
          )}
        </div>
      ))}
      <div>
        <button type="button" className="link sm" onClick={onAdd}>
          <IconPlus aria-hidden="true" size={14} /> {add}
        </button>
      </div>
    </fieldset>
  );
}
