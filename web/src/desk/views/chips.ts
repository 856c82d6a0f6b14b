import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import { areasKey, fetchAreas, fetchPeople } from '../api.ts';
import { type Filter, parts } from '../filter.ts';
import { fetchTags, type TagItem, tagsKey } from '../tag/api.ts';
import type { FilterControl } from './useFilter.ts';
import { useViewWords } from './words.ts';

export interface Chip {
  readonly part: keyof Filter;
  readonly label: string;
}

/** Whoever may be asked for by name, read once somebody is. */
export function usePeople(isWanted: boolean) {
  const may = useMay();
  const { data } = useQuery({ queryKey: ['people', 'assignable'], queryFn: fetchPeople, enabled: isWanted && may('people.read') });
  return data?.items ?? [];
}

export function useAreas(isWanted: boolean) {
  const may = useMay();
  const { data } = useQuery({ queryKey: areasKey, queryFn: fetchAreas, enabled: isWanted && may('areas.read') });
  return data?.items ?? [];
}

export function useTags(isWanted: boolean) {
  return useQuery({ queryKey: tagsKey, queryFn: fetchTags, enabled: isWanted }).data?.items ?? [];
}

/** An address that was kept may name a tag that was merged since: what stands for it is shown. */
function tagNamed(tags: readonly TagItem[], id: string): string | undefined {
  return tags.find((one) => one.id === id || one.merged.some((other) => other.id === id))?.name;
}

/** The parts of the filter in words; who has to move next has buttons of its own where the view asks it. */
export function useChips({ filter }: FilterControl, hasSideButtons: boolean): readonly Chip[] {
  const label = useLabels(filter);
  return parts
    .filter((part) => part !== 'order' && filter[part] !== '' && !(part === 'waitsFor' && hasSideButtons))
    .map((part) => ({ part, label: label(part) }));
}

function useLabels(filter: Filter): (part: keyof Filter) => string {
  const words = useViewWords();
  const format = useFormats();
  const people = usePeople(/^\d/.test(filter.assignee));
  const areas = useAreas(filter.area !== '');
  const tags = useTags(filter.tag !== '');
  const day = (text: string): string => format.date(Date.parse(`${text}T12:00:00-04:00`));
  const labels: Record<keyof Filter, () => string> = {
    waitsFor: () => (filter.waitsFor === 'us' ? words.waitsForUs : words.waitsForThem),
    mailbox: () => filter.mailbox,
    assignee: () =>
      ({ me: words.me, none: words.nobody })[filter.assignee] ??
      words.of(people.find(({ id }) => id === filter.assignee)?.name ?? words.unknownPerson),
    area: () => words.areaOf(areas.find(({ id }) => id === filter.area)?.name ?? words.unknownArea),
    tag: () => words.tagged(tagNamed(tags, filter.tag) ?? words.unknownTag),
    segment: () => (filter.segment === '' ? '' : words.segments[filter.segment]),
    state: () => words.states[filter.state] ?? filter.state,
    from: () => words.since(day(filter.from)),
    to: () => words.until(day(filter.to)),
    order: () => '',
  };
  return (part) => labels[part]();
}
