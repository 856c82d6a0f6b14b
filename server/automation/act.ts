import { type Kernel, Refusal } from '#kernel';
import { type Arrival, assign, note, putTag, setOwnTerm } from '#desk';
import { mostInConversation, mostInHour } from './match.rules.ts';
import { holdRule, type RuleRow, writeSwitch } from './rule-store.ts';
import { actedSince, insertRun, type Said } from './run-store.ts';
import type { Action } from './shapes.ts';

const hour = 3_600_000;

/**
 * Does what a rule says about a message, in one transaction with its line in the log: once, however often it is told. What one of its actions
 * refuses undoes the others, and is written down. Answers whether it acted.
 */
export async function actOn(k: Kernel, rule: RuleRow, arrival: Arrival): Promise<boolean> {
  const run = { ruleId: rule.id, version: rule.version, messageId: arrival.id, conversationId: arrival.conversationId };
  try {
    return await asRule(k, rule).transaction(async (k) => {
      const standing = await holdRule(k, rule.id);
      if (!standing?.isOn || standing.version !== rule.version) return false;
      const held = await tooMuch(k, rule, arrival);
      if (!(await insertRun(k, { ...run, outcome: held ? 'held' : 'done', said: held ?? rule.actions.map(sayAction) })) || held)
        return false;
      for (const action of rule.actions) await perform(k, arrival.conversationId, action);
      await k.live.tell('rules', rule.id);
      return true;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await insertRun(k, { ...run, outcome: 'refused', said: [{ es: error.es, en: error.en }] });
    return false;
  }
}

/** What it does bears its name, in the acts and in the thread. */
function asRule(k: Kernel, { name }: RuleRow): Kernel {
  return k.as({ kind: 'system', accountId: null, name: `Regla «${name}»`, roles: ['coordinator'] });
}

/** Why it does not act this time: two machines that write to each other, or a rule that takes everything, end here. */
async function tooMuch(k: Kernel, rule: RuleRow, { conversationId }: Arrival): Promise<Said[] | null> {
  const now = k.clock.now();
  const acted = await actedSince(k, rule.id, { conversationId, day: now - 24 * hour, hour: now - hour });
  if (acted.inConversation >= mostInConversation) return [inARing];
  if (acted.inAll < mostInHour) return null;
  await writeSwitch(k, [rule.id], false, 'too-many');
  await k.acts.write({ verb: 'rule.stopped', subject: { kind: 'rule', id: rule.id }, detail: { name: rule.name, inAnHour: acted.inAll } });
  await k.live.tell('rules', rule.id);
  return [takesAll];
}

const inARing: Said = {
  es: `Ya actuó ${mostInConversation} veces en esta conversación en un día: no siguió, por si dos máquinas se escriben.`,
  en: `It had acted ${mostInConversation} times on this conversation within a day: it did not go on, in case two machines write to each other.`,
};
const takesAll: Said = {
  es: `Actuó sobre ${mostInHour} mensajes en una hora y se detuvo por sí sola. Revise sus condiciones y vuelva a activarla.`,
  en: `It acted on ${mostInHour} messages within an hour and stopped by itself. Look at its conditions and turn it on again.`,
};

async function perform(k: Kernel, conversationId: string, action: Action): Promise<void> {
  switch (action.do) {
    case 'tag':
      return putTag(k, conversationId, action.tag);
    case 'assign':
      return assign(k, conversationId, action.account);
    case 'own-term':
      return setOwnTerm(k, conversationId, action.kind, null);
    case 'note':
      await note(k, conversationId, action.text);
  }
}

function sayAction(action: Action): Said {
  switch (action.do) {
    case 'tag':
      return { es: 'Puso una etiqueta.', en: 'Put a tag.' };
    case 'assign':
      return { es: 'La asignó.', en: 'Assigned it.' };
    case 'own-term':
      return action.kind === 'information'
        ? {
            es: 'La marcó como solicitud de información pública (Ley 200-04).',
            en: 'Marked it as a request for public information (Law 200-04).',
          }
        : { es: 'La marcó como queja.', en: 'Marked it as a complaint.' };
    case 'note':
      return { es: 'Escribió una nota interna.', en: 'Wrote an internal note.' };
  }
}
