import type { Kernel } from '#kernel';
import { refuse } from './refusals.ts';
import {
  holdRule,
  holdRules,
  insertRule,
  isNameTaken,
  markRemoved,
  type RuleRow,
  updateRule,
  writeOrder,
  writeSwitch,
} from './rule-store.ts';
import type { RuleWords } from './shapes.ts';

/** A new rule, at the end of the order and off until somebody turns it on. Refuses `rule-taken` (409). */
export function addRule(k: Kernel, words: RuleWords): Promise<string> {
  return k.transaction(async (k) => {
    if (await isNameTaken(k, words.name, null)) throw refuse.ruleTaken(words.name);
    const id = await insertRule(k, words);
    await tell(k, 'rule.added', id, { ...words });
    return id;
  });
}

/** Changes the version that was read. Refuses `unknown-rule`, `rule-changed` (409), `rule-taken` (409). */
export function changeRule(k: Kernel, id: string, { version, ...words }: RuleWords & { readonly version: number }): Promise<void> {
  return k.transaction(async (k) => {
    const before = await held(k, id);
    if (before.version !== version) throw refuse.ruleChanged(before.changedBy);
    if (await isNameTaken(k, words.name, id)) throw refuse.ruleTaken(words.name);
    await updateRule(k, id, words);
    const { name, conditions, actions, isLast } = before;
    await tell(k, 'rule.changed', id, { before: { name, conditions, actions, isLast }, after: words });
  });
}

/** Turns a rule on or off. Again is harmless. Refuses `unknown-rule`. */
export function switchRule(k: Kernel, id: string, isOn: boolean): Promise<void> {
  return k.transaction(async (k) => {
    const before = await held(k, id);
    if (before.isOn === isOn && before.stoppedWhy === null) return;
    await writeSwitch(k, [id], isOn, null);
    await tell(k, isOn ? 'rule.turned-on' : 'rule.turned-off', id, { name: before.name });
  });
}

/** Stops all that act, at once. */
export function stopAll(k: Kernel): Promise<void> {
  return k.transaction(async (k) => {
    const acting = (await holdRules(k)).filter((one) => one.isOn);
    await writeSwitch(
      k,
      acting.map((one) => one.id),
      false,
      null,
    );
    for (const { id, name } of acting) await tell(k, 'rule.turned-off', id, { name, all: true });
  });
}

/** Puts the rules into an order that names each once. Refuses `unknown-order` (409). */
export function orderRules(k: Kernel, ids: readonly string[]): Promise<void> {
  return k.transaction(async (k) => {
    const standing = (await holdRules(k)).map((one) => one.id);
    const named = new Set(ids);
    if (named.size !== ids.length || ids.length !== standing.length || !standing.every((id) => named.has(id))) throw refuse.unknownOrder();
    await writeOrder(k, ids);
    await k.acts.write({ verb: 'rule.ordered', subject: { kind: 'rule', id: ids[0] ?? '0' }, detail: { order: ids } });
    await k.live.tell('rules', 'order');
  });
}

/** Takes a rule away; what it did stays, and so does its log. Refuses `unknown-rule`. */
export function removeRule(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const { name } = await held(k, id);
    await markRemoved(k, id);
    await tell(k, 'rule.removed', id, { name });
  });
}

async function held(k: Kernel, id: string): Promise<RuleRow> {
  const rule = await holdRule(k, id);
  if (!rule) throw refuse.unknownRule();
  return rule;
}

async function tell(k: Kernel, verb: string, id: string, detail: Record<string, unknown>): Promise<void> {
  await k.acts.write({ verb, subject: { kind: 'rule', id }, detail });
  await k.live.tell('rules', id);
}
