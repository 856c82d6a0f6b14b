import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import account from '../account/account.module.css';
import { useAccountWords } from '../account/words.ts';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { Card } from '../settings/Card.tsx';
import { say } from '../shell/notices.ts';
import { usePerson } from '../shell/session.ts';
import { changePreferences, fetchPreferences, type Manner, type Preferences, preferencesKey, type Topic } from './api.ts';
import s from './notices.module.css';
import { PushSwitch } from './PushSwitch.tsx';
import { ring } from './sound.ts';
import { useNoticeWords } from './words.ts';

const manners = ['now', 'digest', 'off'] as const satisfies readonly Manner[];
const lunch: [string, string] = ['12:00', '13:00'];

/** How one is told of what, and when not. */
export function NoticesCard() {
  const words = useNoticeWords();
  const query = useQuery({ queryKey: preferencesKey, queryFn: fetchPreferences });
  useEffect(() => {
    if (location.hash === '#avisos') document.getElementById('avisos')?.scrollIntoView();
  }, [query.data === undefined]);
  return (
    <div id="avisos">
      <Card title={words.title} sub={words.cardSub} query={query} height={320}>
        {query.data && <Form preferences={query.data} />}
      </Card>
    </div>
  );
}

function Form({ preferences }: { readonly preferences: Preferences }) {
  const words = useNoticeWords();
  const client = useQueryClient();
  const saved = useAccountWords().saved;
  const [error, setError] = useState<unknown>(null);
  const last = useRef(Promise.resolve());
  const { topics: chosen, quiet, byMail, sound } = preferences;
  const save = async (next: Preferences, before: Promise<void>): Promise<void> => {
    await before;
    try {
      await changePreferences(next);
      setError(null);
      say(saved);
    } catch (problem) {
      setError(problem);
      await client.invalidateQueries({ queryKey: preferencesKey });
    }
  };
  // Shown at once, and kept one after the other: whoever presses twice loses neither.
  const change = (change: Partial<Preferences>): void => {
    const next = { ...(client.getQueryData<Preferences>(preferencesKey) ?? preferences), ...change };
    client.setQueryData(preferencesKey, next);
    last.current = save(next, last.current);
  };
  return (
    <div className={`in ${s.card}`}>
      <div className={s.topics}>
        {(Object.keys(words.topics) as Topic[]).map((topic) => (
          <div key={topic} className={s.topic}>
            <span id={`topic-${topic}`}>{words.topics[topic]}</span>
            <SegmentedControl
              aria-labelledby={`topic-${topic}`}
              size="sm"
              value={chosen[topic]}
              data={manners.map((value) => ({ value, label: words.manners[value] }))}
              onChange={(manner) => change({ topics: { ...chosen, [topic]: manner as Manner } })}
            />
          </div>
        ))}
      </div>
      <p className="xs muted">{words.mannersHint}</p>
      <Check
        label={words.byMail}
        hint={words.byMailHint(usePerson().email ?? '')}
        isOn={byMail}
        onChange={(on) => change({ byMail: on })}
      />
      <PushSwitch />
      <Check label={words.sound} hint={words.soundHint} isOn={sound} onChange={(on) => change({ sound: on })} />
      {sound && (
        <div>
          <button type="button" className="btn s" onClick={ring}>
            {words.hear}
          </button>
        </div>
      )}
      <Check label={words.quiet} hint={words.quietHint} isOn={quiet !== null} onChange={(on) => change({ quiet: on ? lunch : null })} />
      {quiet && <Quiet quiet={quiet} onChange={(next) => change({ quiet: next })} />}
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
    </div>
  );
}

function Quiet({ quiet, onChange }: { readonly quiet: [string, string]; readonly onChange: (quiet: [string, string]) => void }) {
  const words = useNoticeWords();
  const [from, to] = quiet;
  const set = (next: [string, string]): void => {
    if (next.every((one) => /^\d\d:\d\d$/.test(one)) && next[0] !== next[1]) onChange(next);
  };
  return (
    <div className={s.quiet}>
      <TextInput type="time" label={words.from} defaultValue={from} onBlur={(event) => set([event.currentTarget.value, to])} />
      <TextInput type="time" label={words.to} defaultValue={to} onBlur={(event) => set([from, event.currentTarget.value])} />
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, hint, isOn, onChange }: CheckProps) {
  return (
    <label className={account.check} style={{ marginTop: 0 }}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        <span className="xs faint" style={{ display: 'block' }}>
          {hint}
        </span>
      </span>
    </label>
  );
}
