import type { Kernel } from '#kernel';
import { listAreas } from '#people';
import { refuse } from '../refusals.ts';
import type { ProposedArea } from '../shapes.ts';
import { proposeArea } from './likeness.rules.ts';
import { precedents, subjectOfConversation } from './precedent-store.ts';

/** To which active area a conversation would go, by what was done with those like it; null where there is no habit. Refuses `unknown-conversation`. */
export async function areaProposal(k: Kernel, conversationId: string): Promise<ProposedArea | null> {
  const subject = await subjectOfConversation(k, conversationId);
  if (subject === undefined) throw refuse.unknownConversation();
  const areas = (await listAreas(k)).filter((one) => one.active);
  const asked = await precedents(
    k,
    conversationId,
    areas.map((one) => one.id),
  );
  const proposal = proposeArea(subject, asked);
  const area = areas.find((one) => one.id === proposal?.areaId);
  if (!proposal || !area) return null;
  const { alike, of, confidence } = proposal;
  return { area: { id: area.id, name: area.name }, alike, of, confidence };
}
