import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { get, patch, post } from '../../api.ts';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { Bone, Late } from '../../design/Loading.tsx';
import { fetchPeople } from '../../desk/api.ts';
import { say } from '../../shell/notices.ts';
import type { User } from '../api.ts';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { usePeopleWords } from './words.ts';

interface HandOverProps {
  readonly user: User;
  /** The person leaves: their access ends with it. */
  readonly endsAccess: boolean;
  readonly onChanged: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** What somebody holds goes to another person or back to the queue, before their access ends or without its ending. */
export default function HandOverDialog({ user, endsAccess, onChanged, onClose }: HandOverProps) {
  const words = usePeopleWords();
  const common = useSettingsWords();
  const attempt = useAttempt();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState(endsAccess ? words.whyLeaves : words.whyHands);
  const id = useId();
  const held = useQuery({
    queryKey: ['desk', 'held', user.id],
    queryFn: () => get<{ conversations: number }>('/hand-overs', { from: user.id }),
    staleTime: 0,
  });
  const people = useQuery({ queryKey: ['people', 'assignable'], queryFn: fetchPeople });
  const others = (people.data?.items ?? []).filter((one) => one.assignable && one.id !== user.id);
  const count = held.data?.conversations;
  const submit = async (): Promise<void> => {
    if (count === undefined || (count > 0 && !reason.trim())) return;
    const done = await attempt.run(async () => {
      if (count > 0) {
        const { conversations } = await post<{ conversations: number }>('/hand-overs', {
          from: user.id,
          to: to || null,
          reason: reason.trim(),
        });
        say(words.handed(conversations));
      }
      if (endsAccess) await patch(`/users/${user.id}`, { disabled: true });
      await onChanged();
    });
    if (done) onClose();
  };
  return (
    <ActDialog
      title={endsAccess ? words.leaveTitle(user.name) : words.handOverTitle(user.name)}
      act={endsAccess ? words.disable : words.handOver}
      cancel={common.cancel}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      {count === undefined ? (
        <Late>
          <Bone width="60%" />
        </Late>
      ) : (
        <p>{count === 0 ? words.holdsNothing : words.holds(count)}</p>
      )}
      {count !== undefined && count > 0 && (
        <>
          <div>
            <label htmlFor={id} className="sm" style={{ display: 'block', marginBottom: 4 }}>
              {words.passesTo}
            </label>
            <select
              id={id}
              className={s.select}
              style={{ width: '100%', height: 40 }}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            >
              <option value="">{words.queue}</option>
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
          <TextInput
            label={words.why}
            value={reason}
            maxLength={500}
            required
            withAsterisk={false}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
