import { TextInput, type TextInputProps } from '@mantine/core';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { dayInWords } from './day.ts';

/**
 * A day, 'YYYY-MM-DD'. The browser writes it in the order of its own language, so that 05/12 may be May or December: below, the
 * same day as the whole product writes it.
 */
export function DateField({ description, ...field }: Omit<TextInputProps, 'type' | 'value'> & { readonly value: string }) {
  const said = dayInWords(field.value, useFormats());
  return (
    <TextInput
      {...field}
      type="date"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        said === null ? (
          description
        ) : (
          <>
            <span className="nowrap">{said}</span>
            {description && <> · {description}</>}
          </>
        )
      }
    />
  );
}
