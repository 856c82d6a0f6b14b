import { Menu } from '@mantine/core';
import { IconUser, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { useCommands } from '../shell/commands.ts';
import { usePerson } from '../shell/session.ts';
import type { ConversationActions } from './actions.ts';
import { type Conversation, fetchPeople } from './api.ts';
import { useDeskWords } from './words.ts';

interface AssignProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
}

/** Whose it is: take it, give it to somebody, leave it to nobody. */
export function AssignMenu({ conversation, actions }: AssignProps) {
  const words = useDeskWords();
  const me = usePerson();
  const [isShown, setShown] = useState(false);
  const people = useQuery({ queryKey: ['people', 'assignable'], queryFn: fetchPeople, enabled: isShown && actions.canAssign });
  const { assignee, number } = conversation;
  useCommands(
    actions.canAssign
      ? [{ id: 'desk.assign', title: words.assign, section: number, keys: 'a', icon: IconUser, run: () => setShown(true) }]
      : [],
  );
  const isFree = assignee === null;
  const others = (people.data?.items ?? []).filter(({ assignable, id }) => assignable && id !== me.id);
  if (isFree && !actions.canAssign) return <TakeButton actions={actions} />;
  return (
    <>
      {isFree && <TakeButton actions={actions} />}
      <Menu opened={isShown} onChange={setShown} position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <button
            type="button"
            className="btn quiet s"
            aria-label={assignee ? words.assignedTo(assignee.name) : words.assign}
            aria-keyshortcuts={actions.canAssign ? 'A' : undefined}
          >
            {assignee ? <Avatar name={assignee.name} size="s" /> : <IconUser aria-hidden="true" />}
          </button>
        </Menu.Target>
        <Menu.Dropdown style={{ maxHeight: 380, overflowY: 'auto' }}>
          {assignee && <Menu.Label>{words.assignedTo(assignee.name)}</Menu.Label>}
          {!actions.isMine && (
            <Menu.Item leftSection={<IconUserCheck aria-hidden="true" />} rightSection={<Kbd>M</Kbd>} onClick={() => void actions.take()}>
              {words.takeMine}
            </Menu.Item>
          )}
          {assignee && (actions.canAssign || actions.isMine) && (
            <Menu.Item leftSection={<IconUserOff aria-hidden="true" />} onClick={() => void actions.assign(null)}>
              {words.leaveUnassigned}
            </Menu.Item>
          )}
          {actions.canAssign && others.length > 0 && <Menu.Label>{words.assignTo}</Menu.Label>}
          {actions.canAssign &&
            others.map((person) => (
              <Menu.Item
                key={person.id}
                disabled={person.id === assignee?.id}
                leftSection={<Avatar name={person.name} size="s" />}
                onClick={() => void actions.assign(person)}
              >
                {person.name}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function TakeButton({ actions }: { readonly actions: ConversationActions }) {
  const words = useDeskWords();
  return (
    <button type="button" className="btn s" aria-keyshortcuts="M" onClick={() => void actions.take()}>
      <IconUserCheck aria-hidden="true" />
      {words.take}
      <Kbd>M</Kbd>
    </button>
  );
}
