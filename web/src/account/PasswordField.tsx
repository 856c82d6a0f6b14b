import '@mantine/core/styles/PasswordInput.css';
import '@mantine/core/styles/ActionIcon.css';
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAccountWords } from './words.ts';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: 'current-password' | 'new-password' | 'off';
  readonly description?: string;
  readonly autoFocus?: boolean;
  readonly isOptional?: boolean;
  /** Shown with the mark of what is required. */
  readonly isMarked?: boolean;
  readonly error?: string;
  readonly size?: 'md' | 'lg';
}

/** A password that can be looked at and pasted. */
export function PasswordField({
  label,
  value,
  onChange,
  autoComplete,
  description,
  autoFocus = false,
  isOptional = false,
  isMarked = false,
  error,
  size = 'lg',
}: PasswordFieldProps) {
  const words = useAccountWords();
  const [isShown, setShown] = useState(false);
  return (
    <PasswordInput
      size={size}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required={!isOptional}
      withAsterisk={false}
      {...(isMarked && { labelProps: { className: 'marked' } })}
      error={error}
      visible={isShown}
      onVisibilityChange={setShown}
      visibilityToggleButtonProps={{ 'aria-label': isShown ? words.hide : words.show, tabIndex: 0 }}
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
