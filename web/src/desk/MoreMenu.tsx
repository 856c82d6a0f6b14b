import { Menu } from '@mantine/core';
import {
  IconArrowsSplit2,
  IconBan,
  IconDots,
  IconEye,
  IconEyeOff,
  IconGitMerge,
  IconLink,
  IconMessageOff,
  IconPhone,
  IconPrinter,
  IconShare3,
  IconTag,
  IconUserSquare,
  IconZzz,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { useCommands } from '../shell/commands.ts';
import { say } from '../shell/notices.ts';
import type { ConversationActions } from './actions.ts';
import { conversationPath } from './address.ts';
import type { Conversation } from './api.ts';
import type { DialogName } from './dialogs.ts';
import { OwnTermItems } from './OwnTerm.tsx';
import { useSideWords } from './side/words.ts';
import { useDeskWords } from './words.ts';

interface MoreProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
  readonly onPanel: () => void;
  readonly onAsk: (dialog: DialogName) => void;
}

/** An act on the open conversation that is no button: in the menu, in the palette and, with `keys`, by one key. */
interface MoreEntry {
  readonly id: string;
  readonly icon: ComponentType<{ 'aria-hidden'?: boolean | 'true' }>;
  readonly label: string;
  readonly keys?: string;
  /** Whether it can be done here and now. */
  readonly can: boolean;
  run(): void;
}

/** Whatever else can be done with the conversation. */
export function MoreMenu({ conversation, actions, onPanel, onAsk }: MoreProps) {
  const words = useDeskWords();
  const side = useSideWords();
  const { id, number } = conversation;
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(`${location.origin}${conversationPath(id)}`);
    say(words.linkCopied);
  };
  const all: readonly MoreEntry[] = [
    { id: 'desk.tag', icon: IconTag, label: words.tag, keys: 'l', can: actions.canSort, run: () => onAsk('tags') },
    {
      id: 'desk.follow',
      icon: actions.isFollowed ? IconEyeOff : IconEye,
      label: actions.isFollowed ? words.unfollow : words.follow,
      keys: 'o',
      can: actions.canFollow,
      run: () => void actions.follow(!actions.isFollowed),
    },
    {
      id: 'desk.snooze',
      icon: IconZzz,
      label: words.snooze,
      keys: 'p',
      can: actions.canSort && conversation.state !== 'resolved',
      run: () => onAsk('snooze'),
    },
    { id: 'desk.forward', icon: IconShare3, label: side.forward, keys: 'w', can: actions.canReply, run: () => onAsk('forward') },
    { id: 'desk.by-phone', icon: IconPhone, label: words.byPhone, can: actions.canCall, run: () => onAsk('phone') },
    { id: 'desk.merge', icon: IconGitMerge, label: words.merge, keys: 'u', can: actions.canMerge, run: () => onAsk('merge') },
    { id: 'desk.split', icon: IconArrowsSplit2, label: words.split, keys: 's', can: actions.canSplit, run: () => onAsk('split') },
    { id: 'desk.spam', icon: IconBan, label: words.markSpam, keys: '!', can: actions.canMarkSpam, run: () => onAsk('spam') },
    { id: 'desk.no-answer', icon: IconMessageOff, label: words.noAnswer, can: actions.canSetAside, run: () => onAsk('no-answer') },
    {
      id: 'desk.print',
      icon: IconPrinter,
      label: words.print,
      can: true,
      run: () => void window.open(`/imprimir/${id}`, '_blank', 'noopener'),
    },
  ];
  const entries = all.filter(({ can }) => can);
  useCommands(entries.map(({ id: name, label, can: _, ...entry }) => ({ ...entry, id: name, title: label, section: number })));
  return (
    <Menu position="bottom-end" width={320} shadow="md">
      <Menu.Target>
        <button type="button" className="btn quiet icon s" aria-label={words.moreActions}>
          <IconDots aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ id: name, icon: Icon, label, keys, run }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon aria-hidden="true" />}
            rightSection={keys && <Kbd>{keys.toUpperCase()}</Kbd>}
            onClick={run}
          >
            {label}
          </Menu.Item>
        ))}
        {actions.canWrite && <OwnTermItems conversation={conversation} actions={actions} />}
        <Menu.Item leftSection={<IconUserSquare aria-hidden="true" />} rightSection={<Kbd>I</Kbd>} onClick={onPanel}>
          {words.showRequester}
        </Menu.Item>
        <Menu.Item leftSection={<IconLink aria-hidden="true" />} onClick={() => void copy()}>
          {words.copyLink}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
