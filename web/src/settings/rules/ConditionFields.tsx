import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Condition, listOf } from './api.ts';
import { useRuleWords } from './words.ts';

interface FieldsProps {
  readonly condition: Condition;
  /** Addresses of ours. */
  readonly mailboxes: readonly string[];
  readonly onChange: (condition: Condition) => void;
}

type Field = Condition['field'];
const order: readonly Field[] = ['either', 'subject', 'text', 'sender', 'mailbox', 'attachment', 'first', 'outside'];

/** One thing that has to hold: what is looked at, how, and for what. */
export function ConditionFields({ condition, mailboxes, onChange }: FieldsProps) {
  const words = useRuleWords();
  return (
    <div className="row" style={{ flexWrap: 'wrap', alignItems: 'end', gap: 8, flex: 1 }}>
      <NativeSelect
        size="sm"
        aria-label={words.field}
        value={condition.field}
        data={order.map((value) => ({ value, label: words.fields[value] }))}
        onChange={(event) => onChange(blank(event.currentTarget.value as Field, mailboxes))}
      />
      <Relation condition={condition} onChange={onChange} />
      <Values key={condition.field} condition={condition} mailboxes={mailboxes} onChange={onChange} />
    </div>
  );
}

function Relation({ condition, onChange }: Omit<FieldsProps, 'mailboxes'>) {
  const words = useRuleWords();
  const isFlag = 'is' in condition;
  const [yes, no] = isFlag
    ? [words.yes, words.no]
    : 'words' in condition
      ? [words.relations.has, words.relations.hasNot]
      : [words.relations.isOne, words.relations.isNot];
  const isYes = isFlag ? condition.is : !condition.isNot;
  return (
    <NativeSelect
      size="sm"
      aria-label={words.relation}
      value={isYes ? 'yes' : 'no'}
      data={[
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ]}
      onChange={(event) => {
        const is = event.currentTarget.value === 'yes';
        onChange('is' in condition ? { ...condition, is } : { ...condition, isNot: !is });
      }}
    />
  );
}

function Values({ condition, mailboxes, onChange }: FieldsProps) {
  const words = useRuleWords();
  const [typed, setTyped] = useState(
    'words' in condition ? condition.words.join(', ') : 'among' in condition ? condition.among.join(', ') : '',
  );
  if ('is' in condition) return null;
  if (condition.field === 'mailbox') {
    return (
      <NativeSelect
        size="sm"
        aria-label={words.mailboxLabel}
        value={condition.among[0]}
        data={[...new Set([...condition.among, ...mailboxes])]}
        onChange={(event) => onChange({ ...condition, among: [event.currentTarget.value] })}
      />
    );
  }
  const isSender = condition.field === 'sender';
  return (
    <Textarea
      size="sm"
      autosize
      minRows={1}
      maxRows={4}
      style={{ flex: '1 1 220px' }}
      aria-label={isSender ? words.sendersLabel : words.wordsLabel}
      placeholder={isSender ? words.sendersPlaceholder : words.wordsPlaceholder}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const list = listOf(event.currentTarget.value);
        onChange('words' in condition ? { ...condition, words: list } : { ...condition, among: list });
      }}
    />
  );
}

/** As it stands when a field has just been chosen. */
export function blank(field: Field, mailboxes: readonly string[]): Condition {
  switch (field) {
    case 'subject':
    case 'text':
    case 'either':
      return { field, words: [], isNot: false };
    case 'sender':
      return { field, among: [], isNot: false };
    case 'mailbox':
      return { field, among: mailboxes.slice(0, 1), isNot: false };
    default:
      return { field, is: true };
  }
}
