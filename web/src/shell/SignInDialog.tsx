import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { onExpired } from '../api.ts';
import { fetchSession, sessionKey, usePerson } from './session.ts';

const ExpiredDialog = lazy(() => import('../account/ExpiredDialog.tsx'));

let waiting: (() => void)[] = [];

/** A session that ended: the page stays as it is and the door opens over it; what was asked is asked again afterwards. */
export function SignInDialog() {
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
  return <Suspense fallback={null}>{isOpen && <ExpiredDialog email={person.email ?? ''} onDone={() => void done()} />}</Suspense>;
}
