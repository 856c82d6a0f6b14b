import { useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../design/Trouble.tsx';
import { defer } from '../shell/deferred.ts';
import { say } from '../shell/notices.ts';
import { useMay, usePerson } from '../shell/session.ts';
import { assign, type Conversation, conversationKey, isOpen, type OwnTerm, reopen, resolve, setOwnTerm, take } from './api.ts';
import { follow, unfollow } from './follow/api.ts';
import { useDeskWords } from './words.ts';

export const resolutionOf = (id: string): string => `resolve:${id}`;

/** Whether an answer is still owed: an open 5.3 of any basis. */
export function waitsForAnswer(conversation: Conversation): boolean {
  return conversation.obligations.some((one) => one.clause === '5.3' && isOpen(one));
}

/** What a person may do with a conversation; what was done is shown before the server has said so. */
export function useConversationActions(conversation: Conversation, askNoAnswer: () => void) {
  const client = useQueryClient();
  const words = useDeskWords();
  const person = usePerson();
  const may = useMay();
  const { id, number } = conversation;
  const show = (change: Partial<Conversation>): void =>
    void client.setQueryData<Conversation>(conversationKey(id), (data) => data && { ...data, ...change });
  const attempt = async (work: () => Promise<unknown>, shown: Partial<Conversation> = {}): Promise<boolean> => {
    show(shown);
    try {
      await work();
      return true;
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: conversationKey(id) });
    }
  };
  const me = { id: person.id, name: person.name, email: person.email };
  return {
    canTake: may('conversations.take'),
    canAssign: may('conversations.assign'),
    canReply: may('conversations.reply') && conversation.requester.email !== '',
    canWrite: may('conversations.reply'),
    canCall:
      may('conversations.reply') &&
      conversation.obligations.some((one) => one.clause === '5.3' && one.answeredAt === null && one.setAside === null),
    canNote: may('conversations.note'),
    // Only from a mailbox that can write to the area.
    canEscalate: may('conversations.escalate') && conversation.mailbox !== null,
    canFollow: may('conversations.follow'),
    isFollowed: conversation.followers.some((one) => one.id === person.id),
    follow: (isWanted: boolean) =>
      attempt(() => (isWanted ? follow(id) : unfollow(id)), {
        followers: [
          ...conversation.followers.filter((one) => one.id !== person.id),
          ...(isWanted ? [{ id: person.id, name: person.name }] : []),
        ],
      }),
    canSort: may('conversations.sort'),
    // Somebody wrote more than once: one mail stays.
    canSplit: may('conversations.merge') && conversation.messages.filter((one) => one.direction === 'in' && one.part === null).length > 1,
    canMarkSpam: may('conversations.setAside') && conversation.spam === null,
    canRelease: may('conversations.setAside'),
    // What is unwanted is released, not reopened.
    canResolve: may('conversations.resolve') && conversation.spam === null,
    canMerge: may('conversations.merge') && !conversation.flags.includes('quarantine'),
    canSetAside: may('conversations.setAside') && waitsForAnswer(conversation),
    isMine: conversation.assignee?.id === person.id,
    take: () => attempt(() => take(id), { assignee: me }),
    assign: (assignee: { id: string; name: string; email: string | null } | null) =>
      attempt(() => assign(id, assignee?.id ?? null), { assignee }),
    reopen: () => attempt(() => reopen(id)),
    setOwnTerm: (kind: OwnTerm | null) => attempt(() => setOwnTerm(id, kind)),
    resolve(): void {
      if (waitsForAnswer(conversation)) {
        say(words.waitsForAnswer, {
          tone: 'bad',
          ...(may('conversations.setAside') && { action: { label: words.noAnswer, run: askNoAnswer } }),
        });
        return;
      }
      defer(resolutionOf(id), {
        text: words.willResolve(number),
        undo: words.undo,
        run: async (keepalive) => {
          await resolve(id, keepalive);
          await client.invalidateQueries({ queryKey: conversationKey(id) });
        },
      });
    },
  };
}

export type ConversationActions = ReturnType<typeof useConversationActions>;
