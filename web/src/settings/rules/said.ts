import { capital } from '../../i18n/text.ts';
import type { Translation } from '../../i18n/words.ts';
import type { Action, Condition } from './api.ts';
import type { es } from './words.ts';

type Words = Translation<typeof es>;

/** Names by id, for what actions point to. */
export interface Names {
  readonly tags: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/** A rule in one sentence: «El asunto dice «beca» o «becas» y trae archivos: etiqueta «Becas»». */
export function sentence(
  words: Words,
  rule: { readonly conditions: readonly Condition[]; readonly actions: readonly Action[] },
  names: Names,
): string {
  const conditions = rule.conditions.map((one) => saidCondition(words, one)).join(words.and);
  return capital(conditions) + words.saidThen(rule.actions.map((one) => saidAction(words, one, names)).join(', '));
}

function saidCondition(words: Words, one: Condition): string {
  if ('is' in one) return words.flags[one.field](one.is);
  const list = ('words' in one ? one.words : one.among).map((word) => `«${word}»`).join(words.or);
  const relation = 'words' in one ? (one.isNot ? 'hasNot' : 'has') : one.isNot ? 'isNot' : 'isOne';
  return `${words.fields[one.field].toLowerCase()} ${words.relations[relation]} ${list}`;
}

function saidAction(words: Words, one: Action, { tags, people }: Names): string {
  switch (one.do) {
    case 'tag':
      return words.saidActions.tag(tags.get(one.tag) ?? words.gone);
    case 'assign':
      return words.saidActions.assign(people.get(one.account) ?? words.somebody);
    case 'own-term':
      return words.saidActions['own-term'](words.kinds[one.kind]);
    case 'note':
      return words.saidActions.note();
  }
}
