import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import s from '../account/account.module.css';
import { onExpired } from '../api.ts';
import { fetchSession, sessionKey, usePerson } from './session.ts';
import { useShellWords } from './words.ts';

const SignInForm = lazy(() => import('../account/SignInForm.tsx').then(({ SignInForm }) => ({ default: SignInForm })));

let waiting: (() => void)[] = [];

/** A session that ended: the page stays as it is and the door opens over it; what was asked is asked again afterwards. */
export function SignInDialog() {
  const words = useShellWords();
  const person = usePerson();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    onExpired(
      () =>
        new Promise((resolve) => {
          waiting.push(resolve);
          setOpen(true);
        }),
    );
  }, []);
  const done = async (): Promise<void> => {
    const session = await fetchSession();
    // Somebody else at the same machine gets their own page, not what this person had open.
    if (session.person?.id !== person.id) return location.assign('/');
    client.setQueryData(sessionKey, session);
    setOpen(false);
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return (
    <Modal
      opened={isOpen}
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
      <Suspense fallback={null}>
        <div className={s.dialog}>
          <SignInForm step={null} email={person.email ?? ''} onDone={() => void done()} />
        </div>
      </Suspense>
    </Modal>
  );
}
