import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { fetchProposal, proposalKey } from './api.ts';
import { useDeskWords } from './words.ts';

interface ProposalProps {
  readonly conversationId: string;
  /** Areas that are chosen, or have it already. */
  readonly taken: ReadonlySet<string>;
  readonly onTake: (areaId: string) => void;
}

/** To which area matters like this one went: a proposal, with how sure it is; whoever escalates decides. */
export function AreaProposal({ conversationId, taken, onTake }: ProposalProps) {
  const words = useDeskWords();
  const format = useFormats();
  const { data } = useQuery({ queryKey: proposalKey(conversationId), queryFn: () => fetchProposal(conversationId), staleTime: 60_000 });
  const proposal = data?.proposal;
  if (!proposal || taken.has(proposal.area.id)) return null;
  const { area, alike, of, confidence } = proposal;
  return (
    <div className="note" role="note">
      <IconBulb aria-hidden="true" />
      <span className="grow">
        {words.proposedArea(area.name)}{' '}
        <span className="xs muted" style={{ display: 'block' }}>
          {words.proposedBecause(alike, of, format.percent(confidence))}
        </span>
      </span>
      <button type="button" className="btn s" onClick={() => onTake(area.id)}>
        {words.takeProposal}
      </button>
    </div>
  );
}
