import { Modal } from '@mantine/core';
import { useShellWords } from '../shell/words.ts';
import s from './account.module.css';
import { SignInForm } from './SignInForm.tsx';

/** The door over a page whose session ended; it closes only by signing in. */
export default function ExpiredDialog({ email, onDone }: { readonly email: string; readonly onDone: () => void }) {
  const words = useShellWords();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={words.expiredTitle}
      size={400}
    >
      <p className="muted" style={{ marginBottom: 16 }}>
        {words.expiredText}
      </p>
      <div className={s.dialog}>
        <SignInForm step={null} email={email} onDone={onDone} />
      </div>
    </Modal>
  );
}
