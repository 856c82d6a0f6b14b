import { type Kernel, may } from '#kernel';
import { refuse } from './refusals.ts';
import { fill, unknownVariables } from './template.rules.ts';
import {
  closeTemplate,
  countUse,
  insertTemplate,
  isTitleTaken,
  type NewTemplate,
  openTemplate,
  type TemplateRow,
  type TemplateWords,
  updateTemplate,
} from './template-store.ts';
import { valuesFor } from './values.ts';

/** A new template, for everybody or for oneself. Refuses `forbidden`, `unknown-variable`, `title-taken` (409). */
export function addTemplate(k: Kernel, { isOwn = false, ...given }: TemplateWords & { readonly isOwn?: boolean }): Promise<string> {
  return k.transaction(async (k) => {
    const ownerId = isOwn ? k.actor.accountId : null;
    checkMayChange(k, ownerId);
    const words = await checked(k, { ...given, ownerId }, null);
    const id = await insertTemplate(k, words);
    await k.acts.write({ verb: 'template.added', subject: { kind: 'template', id }, detail: { title: words.title, isOwn } });
    return id;
  });
}

/** Changes the version that was read. Refuses `unknown-template`, `forbidden`, `template-changed` (409), `unknown-variable`, `title-taken` (409). */
export function changeTemplate(k: Kernel, id: string, { version, ...given }: TemplateWords & { readonly version: number }): Promise<void> {
  return k.transaction(async (k) => {
    const before = await held(k, id);
    if (before.version !== version) throw refuse.templateChanged(before.changedBy);
    const words = await checked(k, { ...given, ownerId: before.ownerId }, id);
    await updateTemplate(k, id, words);
    const detail = { title: words.title, before: before.text, after: words.text };
    await k.acts.write({ verb: 'template.changed', subject: { kind: 'template', id }, detail });
  });
}

/** Takes a template out of use; what was written with it stays. Refuses `unknown-template`. */
export function removeTemplate(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const { title } = await held(k, id);
    await closeTemplate(k, id);
    await k.acts.write({ verb: 'template.removed', subject: { kind: 'template', id }, detail: { title } });
  });
}

/** Its text for a conversation, and the names that have no value there. Refuses `unknown-template`, `unknown-conversation`. */
export async function useTemplate(k: Kernel, id: string, conversationId: string): Promise<{ text: string; missing: string[] }> {
  const template = await openTemplate(k, id);
  if (!template || !isVisible(k, template)) throw refuse.unknownTemplate();
  const filled = fill(template.text, await valuesFor(k, conversationId));
  await countUse(k, id);
  return filled;
}

async function held(k: Kernel, id: string): Promise<TemplateRow> {
  const template = await openTemplate(k, id, true);
  if (!template || !isVisible(k, template)) throw refuse.unknownTemplate();
  checkMayChange(k, template.ownerId);
  return template;
}

function isVisible(k: Kernel, { ownerId }: TemplateRow): boolean {
  return ownerId === null || ownerId === k.actor.accountId;
}

/** One's own belong to oneself, everybody's to the coordinator. */
function checkMayChange(k: Kernel, ownerId: string | null): void {
  if (ownerId === null && !may(k.actor.roles, 'templates.change')) throw refuse.templateOfAll();
}

async function checked(k: Kernel, given: NewTemplate, id: string | null): Promise<NewTemplate> {
  const words = { ...given, title: clean(given.title).trim(), text: clean(given.text) };
  const unknown = unknownVariables(words.text);
  if (unknown.length > 0) throw refuse.unknownVariable(unknown);
  if (await isTitleTaken(k, words, id)) throw refuse.titleTaken(words.title);
  return words;
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
