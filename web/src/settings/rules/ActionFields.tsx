import { NativeSelect, Textarea } from '@mantine/core';
import type { Action } from './api.ts';
import { useRuleWords } from './words.ts';

interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface Choices {
  readonly tags: readonly Choice[];
  readonly people: readonly Choice[];
}

interface FieldsProps extends Choices {
  readonly action: Action;
  readonly onChange: (action: Action) => void;
}

const order = ['tag', 'assign', 'own-term', 'note'] as const;

/** One thing to do, and with what. */
export function ActionFields({ action, tags, people, onChange }: FieldsProps) {
  const words = useRuleWords();
  return (
    <div className="row" style={{ flexWrap: 'wrap', alignItems: 'end', gap: 8, flex: 1 }}>
      <NativeSelect
        size="sm"
        aria-label={words.action}
        value={action.do}
        data={order.map((value) => ({ value, label: words.actions[value] }))}
        onChange={(event) => onChange(blankAction(event.currentTarget.value as Action['do']))}
      />
      {action.do === 'tag' && <Chosen label={words.tag} value={action.tag} among={tags} onChange={(tag) => onChange({ do: 'tag', tag })} />}
      {action.do === 'assign' && (
        <Chosen label={words.person} value={action.account} among={people} onChange={(account) => onChange({ do: 'assign', account })} />
      )}
      {action.do === 'own-term' && (
        <NativeSelect
          size="sm"
          aria-label={words.kind}
          value={action.kind}
          data={(['complaint', 'information'] as const).map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(event) => onChange({ do: 'own-term', kind: event.currentTarget.value as 'complaint' | 'information' })}
        />
      )}
      {action.do === 'note' && (
        <Textarea
          size="sm"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          style={{ flex: '1 1 220px' }}
          aria-label={words.note}
          placeholder={words.note}
          value={action.text}
          onChange={(event) => onChange({ do: 'note', text: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

interface ChosenProps {
  readonly label: string;
  readonly value: string;
  readonly among: readonly Choice[];
  readonly onChange: (id: string) => void;
}

function Chosen({ label, value, among, onChange }: ChosenProps) {
  const words = useRuleWords();
  return (
    <NativeSelect
      size="sm"
      aria-label={label}
      value={value}
      data={[{ value: '', label: words.choose }, ...among.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function blankAction(kind: Action['do']): Action {
  switch (kind) {
    case 'tag':
      return { do: 'tag', tag: '' };
    case 'assign':
      return { do: 'assign', account: '' };
    case 'own-term':
      return { do: 'own-term', kind: 'complaint' };
    case 'note':
      return { do: 'note', text: '' };
  }
}
