import type { Conversation } from '../api.ts';
import { useDeskWords } from '../words.ts';

/** Who belongs to the conversation outside, beside the requester, and who keeps an eye on it here. */
export function Participants({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  const { requester, participants, followers } = conversation;
  const others = participants.filter((email) => email !== requester.email);
  if (others.length === 0 && followers.length === 0) return null;
  return (
    <section>
      <h3>{words.participants}</h3>
      {others.map((email) => (
        <p key={email} className="sm trunc" title={email}>
          {email}
        </p>
      ))}
      {followers.length > 0 && <p className="sm muted">{words.followedBy(followers.map((one) => one.name).join(', '))}</p>}
    </section>
  );
}
