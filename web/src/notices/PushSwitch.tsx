import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Failure, useAttempt } from '../design/attempt.tsx';
import { type PushState, pushState, turnOff, turnOn } from './push.ts';
import { useNoticeWords } from './words.ts';

const key = ['notices', 'push'] as const;

/** Whether this browser is told while no console is open in it. */
export function PushSwitch() {
  const words = useNoticeWords();
  const client = useQueryClient();
  const attempt = useAttempt();
  const { data: state } = useQuery({ queryKey: key, queryFn: pushState });
  const change = (work: () => Promise<PushState>) => attempt.run(async () => void client.setQueryData(key, await work()));
  if (state === undefined) return null;
  return (
    <div>
      <b className="med">{words.push}</b>
      <p className="xs muted">{words.pushStates[state]}</p>
      {(state === 'on' || state === 'off') && (
        <button
          type="button"
          className="btn s"
          style={{ marginTop: 8 }}
          disabled={attempt.isBusy}
          onClick={() => void change(state === 'on' ? turnOff : turnOn)}
        >
          {state === 'on' ? <IconBellOff aria-hidden="true" /> : <IconBell aria-hidden="true" />}
          {state === 'on' ? words.pushOff : words.pushOn}
        </button>
      )}
      <Failure attempt={attempt} />
    </div>
  );
}
