import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SessionView } from '#kernel/auth/shapes';
import { expired, get } from '../api.ts';
import { setProductTime } from './clock.ts';

export type Session = SessionView;
export type Person = NonNullable<Session['person']>;

export const sessionKey = ['session'] as const;

/** Who is here, the institution and the product's clock. */
export function useSession() {
  const client = useQueryClient();
  return useQuery({
    queryKey: sessionKey,
    queryFn: () => fetchAgain(client.getQueryData<Session>(sessionKey)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Somebody who was here and whose session is over signs in over the page: it must not be lost with what is written on it. */
async function fetchAgain(before: Session | undefined): Promise<Session> {
  const session = await fetchSession();
  if (session.person !== null || !before?.person) return session;
  await expired();
  return fetchSession();
}

export async function fetchSession(): Promise<Session> {
  const session = await get<Session>('/session');
  setProductTime(session.clock.now, session.clock.driven ? session.clock.speed : 1);
  return session;
}

/** The person signed in; only inside the shell. */
export function usePerson(): Person {
  const { data } = useSession();
  if (!data?.person) throw new Error('nobody is signed in');
  return data.person;
}

/** Whether the person here holds a permission (docs/permissions.md). The server decides; this only hides. */
export function useMay(): (permission: string) => boolean {
  const { data } = useSession();
  const held = data?.person?.permissions ?? [];
  return (permission) => held.includes(permission);
}

/** The product's clock may be driven and this browser's may be wrong: asks again every five minutes. */
export function useClockSync(): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => void client.refetchQueries({ queryKey: sessionKey }), 300_000);
    return () => clearInterval(timer);
  }, [client]);
}

/** Where a person lands: the first page that the roles open. */
export function homeOf(person: Person): string {
  const may = (permission: string): boolean => person.permissions.includes(permission);
  if (may('today.read')) return '/hoy';
  if (may('shift.read')) return '/mi-turno';
  return may('conversations.read') ? '/bandeja' : '/procedimiento';
}
