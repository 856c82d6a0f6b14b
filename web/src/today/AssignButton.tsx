import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { assign, fetchPeople } from '../desk/api.ts';
import { useDayAct } from './act.ts';
import { useTodayWords } from './words.ts';

/** Gives a conversation that nobody has to somebody. */
export function AssignButton({ id, subject }: { readonly id: string; readonly subject: string }) {
  const words = useTodayWords();
  const { act } = useDayAct('today');
  const [isShown, setShown] = useState(false);
  const people = useQuery({ queryKey: ['people', 'assignable'], queryFn: fetchPeople, enabled: isShown });
  return (
    <Menu opened={isShown} onChange={setShown} position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <button type="button" className="btn quiet s">
          {words.assign}
          <span className="sr">: {subject || words.noSubject}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown style={{ maxHeight: 320, overflowY: 'auto' }}>
        {(people.data?.items ?? [])
          .filter(({ assignable }) => assignable)
          .map((person) => (
            <Menu.Item
              key={person.id}
              leftSection={<Avatar name={person.name} size="s" />}
              onClick={() => void act(() => assign(id, person.id), words.given(person.name))}
            >
              {person.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
