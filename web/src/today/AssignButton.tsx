import { Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { assign, fetchPeople } from '../desk/api.ts';
import { say } from '../shell/notices.ts';
import { useTodayWords } from './words.ts';

/** Gives a conversation that nobody has to somebody. */
export function AssignButton({ id, subject }: { readonly id: string; readonly subject: string }) {
  const words = useTodayWords();
  const client = useQueryClient();
  const [isShown, setShown] = useState(false);
  const people = useQuery({ queryKey: ['people', 'assignable'], queryFn: fetchPeople, enabled: isShown });
  const give = async (person: { readonly id: string; readonly name: string }): Promise<void> => {
    try {
      await assign(id, person.id);
      say(words.given(person.name));
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: ['today'] });
  };
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
            <Menu.Item key={person.id} leftSection={<Avatar name={person.name} size="s" />} onClick={() => void give(person)}>
              {person.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
