import { AddressField } from './AddressField.tsx';
import { useComposerWords } from './composer-words.ts';
import type { Recipients } from './recipients.ts';

interface FieldsProps {
  readonly conversation: string;
  readonly value: Recipients;
  readonly onChange: (value: Recipients) => void;
}

/** To, copy and blind copy, as they can be changed. */
export default function RecipientFields({ conversation, value, onChange }: FieldsProps) {
  const words = useComposerWords();
  return (
    <>
      {(['to', 'cc', 'bcc'] as const).map((one) => (
        <AddressField
          key={one}
          label={words.recipients[one]}
          conversation={conversation}
          value={value[one]}
          onChange={(typed) => onChange({ ...value, [one]: typed })}
          hasFocus={one === 'cc'}
        />
      ))}
    </>
  );
}
