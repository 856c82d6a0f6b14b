import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { LoadTrouble } from '../design/Trouble.tsx';
import { fetchSession, sessionKey, useSession } from '../shell/session.ts';
import { useTitle } from '../shell/title.ts';
import { Door } from './Door.tsx';
import { SignInForm } from './SignInForm.tsx';
import { useAccountWords } from './words.ts';

/** Only a place of this console: an address made by others must not lead away. */
function placeOf(wanted: string | null): string {
  return wanted?.startsWith('/') && !wanted.startsWith('//') && !wanted.startsWith('/entrar') ? wanted : '/';
}

export default function SignInPage() {
  const words = useAccountWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { data, error, refetch } = useSession();
  useTitle(words.signIn);
  const place = placeOf(params.get('a'));
  if (error) return <LoadTrouble error={error} retry={() => void refetch()} />;
  if (!data) return null;
  if (data.person && data.next === 'done') return <Navigate to={place} replace />;
  const enter = async (): Promise<void> => {
    client.setQueryData(sessionKey, await fetchSession());
    void navigate(place, { replace: true });
  };
  return (
    <Door>
      <SignInForm step={data.next} onDone={() => void enter()} />
    </Door>
  );
}
