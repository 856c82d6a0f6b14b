import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useDesignWords } from './words.ts';

/** Copies a text; where the browser forbids the clipboard (plain http), selects it for Ctrl C instead. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const words = useDesignWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <>
      <button type="button" className="btn s" onClick={copy}>
        {isCopied ? <IconCheck aria-hidden="true" /> : <IconCopy aria-hidden="true" />}
        {isCopied ? words.copied : (label ?? words.copy)}
      </button>
      {/* Beside the button: what is live inside it would be no part of its name. */}
      <span className="sr" role="status">
        {isCopied ? words.copied : ''}
      </span>
    </>
  );
}

function copyBySelection(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
