import { Menu } from '@mantine/core';
import { IconFileInfo, IconMoodSad, IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { ConversationActions } from './actions.ts';
import { type Conversation, isOpen, type OwnTerm } from './api.ts';
import { useDeskWords } from './words.ts';

const icons = { information: IconFileInfo, complaint: IconMoodSad } as const;
const clauses: Readonly<Record<string, OwnTerm>> = { 'ley-200-04': 'information', queja: 'complaint' };

function ownTermOf({ flags }: Conversation): OwnTerm | null {
  return flags.includes('information') ? 'information' : flags.includes('complaint') ? 'complaint' : null;
}

function runningTermOf({ obligations }: Conversation) {
  return obligations.find((one) => clauses[one.clause] !== undefined && isOpen(one));
}

/** Whether the line about its own term says already what a flag would. */
export function isOwnTermShown(conversation: Conversation, flag: Conversation['flags'][number]): boolean {
  const row = runningTermOf(conversation);
  return row !== undefined && clauses[row.clause] === flag;
}

/** Until when a request with a term of its own is to be answered, and what is to be done with it. */
export function OwnTermLine({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  const format = useFormats();
  const row = runningTermOf(conversation);
  const kind = row && clauses[row.clause];
  if (!row || !kind) return null;
  return (
    <Link to={`/plazo/${row.id}`} title={words.ownTermHints[kind]}>
      {words.ownTermDue[kind](format.moment(Date.parse(row.dueAt)))}
    </Link>
  );
}

/** Saying what a conversation is, and taking it back. */
export function OwnTermItems({ conversation, actions }: { readonly conversation: Conversation; readonly actions: ConversationActions }) {
  const words = useDeskWords();
  const current = ownTermOf(conversation);
  return (
    <>
      {(['information', 'complaint'] as const)
        .filter((kind) => kind !== current)
        .map((kind) => {
          const Icon = icons[kind];
          return (
            <Menu.Item
              key={kind}
              leftSection={<Icon aria-hidden="true" />}
              title={words.ownTermHints[kind]}
              onClick={() => void actions.setOwnTerm(kind)}
            >
              {words.ownTerms[kind]}
            </Menu.Item>
          );
        })}
      {current !== null && (
        <Menu.Item leftSection={<IconX aria-hidden="true" />} onClick={() => void actions.setOwnTerm(null)}>
          {words.noOwnTerm}
        </Menu.Item>
      )}
    </>
  );
}
