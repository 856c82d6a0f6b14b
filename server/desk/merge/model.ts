// What the property tests hold against the real operations: a model of a page, in words of its own. Time is counted in ticks, one a step.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Kernel, Refusal } from '#kernel';
import { obligationsOfSubjects } from '#procedure';
import { assign } from '../assign.ts';
import { noteAccepted } from '../deliver.ts';
import { saveDraft, showDrafts } from '../draft.ts';
import { conversationById } from '../list-store.ts';
import type { Inbound } from '../port.ts';
import { receive } from '../receive.ts';
import { reply } from '../reply.ts';
import { resolve } from '../resolve.ts';
import { showConversation } from '../show.ts';
import { mail, replyTo } from '../testing.ts';
import { merge, unmerge } from './merge.ts';
import { split, undoSplit } from './split.ts';

export const acts = ['question', 'draft', 'send', 'assign', 'resolve', 'merge', 'unmerge', 'split', 'undo split'] as const;
export type Act = (typeof acts)[number];
export interface Step {
  readonly act: Act;
  readonly who: 0 | 1;
  /** Chooses among what there is. */
  readonly a: number;
  readonly b: number;
}

export interface Stage {
  readonly k: Kernel;
  readonly people: readonly [Kernel, Kernel];
  readonly mailbox: { readonly id: string; readonly address: string };
  /** A minute later; answers the product's time. */
  tick(): number;
}

interface Message {
  readonly id: string;
  readonly tick: number;
  readonly at: number;
  readonly isQuestion: boolean;
  readonly text: string;
  readonly mail: Inbound | null;
  home: string;
}

interface Pointer {
  readonly id: string;
  readonly from: string;
  readonly into: string;
  readonly tick: number;
  readonly moved: readonly Message[];
  isOver: boolean;
}

export class MergingWorld {
  readonly #stage: Stage;
  readonly #from = `ana-${randomUUID().slice(0, 8)}@correo.example`;
  #ticks = 0;
  #messages: Message[] = [];
  #merges: Pointer[] = [];
  #splits: Pointer[] = [];
  readonly #conversations: string[] = [];
  readonly #drafts = new Map<string, { text: string; version: string | null }>();
  readonly #resolved = new Set<string>();

  private constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Conversations of one requester, each with a question. */
  static async begin(stage: Stage, conversations: number): Promise<MergingWorld> {
    const world = new MergingWorld(stage);
    for (let n = 0; n < conversations; n += 1) await world.#question(null);
    return world;
  }

  /** One step: done for real, and foretold. */
  async step({ act, who, a, b }: Step): Promise<void> {
    this.#ticks += 1;
    const k = this.#stage.people[who];
    const one = this.#conversations[a % this.#conversations.length] as string;
    const other = this.#conversations[b % this.#conversations.length] as string;
    if (act === 'question')
      return this.#question(this.#messages.filter((message) => message.isQuestion)[a % this.#questions().length] ?? null);
    if (act === 'draft') return this.#draft(k, one, who);
    if (act === 'send') return this.#send(k, one);
    if (act === 'assign') return assign(k, one, k.actor.accountId);
    if (act === 'resolve') return this.#resolve(k, one);
    if (act === 'merge') return this.#merge(k, one, other);
    if (act === 'unmerge') return this.#unmerge(k, a);
    if (act === 'split') return this.#split(k, a);
    return this.#undoSplit(k, a);
  }

  #questions(): Message[] {
    return this.#messages.filter((one) => one.isQuestion);
  }

  /** Where a conversation is shown. */
  #shown(id: string): string {
    const out = this.#merges.find((one) => !one.isOver && one.from === id);
    return out ? this.#shown(out.into) : id;
  }

  #family(id: string): string[] {
    return this.#conversations.filter((one) => this.#shown(one) === this.#shown(id));
  }

  async #question(parent: Message | null): Promise<void> {
    const at = this.#stage.tick();
    const { mailbox, k } = this.#stage;
    const wish = { mailbox, from: this.#from, receivedAt: at, text: `Pregunta ${at}`, subject: `Asunto ${randomUUID()}` };
    const one = parent?.mail ? replyTo(parent.mail, wish) : mail(wish);
    const [received] = await receive(k, [one]);
    const home = received?.conversationId as string;
    if (parent) assert.equal(home, parent.home, 'a mail finds what it answers where that lies');
    else this.#conversations.push(home);
    const id = received?.messageId as string;
    this.#messages.push({ id, tick: this.#ticks, at, isQuestion: true, text: one.text, mail: one, home });
    this.#resolved.delete(this.#shown(home));
    this.#resolved.delete(home);
  }

  async #draft(k: Kernel, id: string, who: number): Promise<void> {
    const place = `${who} ${id}`;
    const text = `Borrador ${this.#ticks} de ${who}`;
    const base = this.#drafts.get(place)?.version ?? null;
    this.#drafts.set(place, { text, version: (await saveDraft(k, id, { base, text, html: null, cc: [] }))?.version ?? null });
  }

  async #send(k: Kernel, id: string): Promise<void> {
    const at = this.#stage.tick();
    const text = `Respuesta ${at}`;
    const wish = { text, html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen: null };
    const sent = await reply(k, id, wish);
    assert.equal((await reply(k, id, wish)).id, sent.id, 'the same again is the same');
    await noteAccepted(this.#stage.k, [{ id: sent.id, delivery: 'accepted', at, reached: [] }]);
    this.#messages.push({ id: sent.id, tick: this.#ticks, at, isQuestion: false, text, mail: null, home: this.#shown(id) });
  }

  async #resolve(k: Kernel, id: string): Promise<void> {
    const waits = this.#family(id).some((one) => this.#waits(one).some((wait) => wait.end === null));
    assert.equal(await refusal(() => resolve(k, id)), waits ? 'waits-for-answer' : null);
    if (!waits) this.#resolved.add(this.#shown(id));
  }

  async #merge(k: Kernel, into: string, from: string): Promise<void> {
    const isThere = this.#merges.some((one) => !one.isOver && one.from === from);
    const [to, what] = [this.#shown(into), this.#shown(from)];
    const expected = into === from ? 'merge-with-itself' : to === what && !isThere ? 'merge-in-a-ring' : null;
    let id = '';
    assert.equal(await refusal(async () => (id = (await merge(k, into, { conversation: from, evenIfOthers: false })).id)), expected);
    if (expected === null && to !== what) this.#merges.push({ id, from: what, into: to, tick: this.#ticks, moved: [], isOver: false });
  }

  async #unmerge(k: Kernel, a: number): Promise<void> {
    // What a split that was taken back left empty is offered to nobody.
    const isEmptied = ({ from }: Pointer) => this.#splits.some((other) => other.isOver && other.into === from);
    const standing = this.#merges.filter((one) => !one.isOver && !isEmptied(one));
    const one = standing[a % Math.max(standing.length, 1)];
    if (!one) return;
    await unmerge(k, one.id);
    await unmerge(k, one.id);
    one.isOver = true;
  }

  async #split(k: Kernel, a: number): Promise<void> {
    const one = this.#questions()[a % this.#questions().length] as Message;
    const { home } = one;
    const isLast = this.#questions().filter((other) => other.home === home).length < 2;
    let made = { id: '', conversation: '' };
    const expected = isLast ? 'split-of-nothing' : null;
    assert.equal(await refusal(async () => (made = await split(k, home, [one.id]))), expected);
    if (expected !== null) return;
    this.#conversations.push(made.conversation);
    one.home = made.conversation;
    this.#splits.push({ id: made.id, from: home, into: made.conversation, tick: this.#ticks, moved: [one], isOver: false });
  }

  async #undoSplit(k: Kernel, a: number): Promise<void> {
    const standing = this.#splits.filter((one) => !one.isOver);
    const one = standing[a % Math.max(standing.length, 1)];
    if (!one) return;
    const { from, into } = one;
    const theirs = this.#messages.filter((message) => message.home === into && !one.moved.includes(message));
    const where = [...this.#family(from), into];
    const isLived =
      this.#shown(into) !== into ||
      theirs.length > 0 ||
      one.moved.some((message) => message.home !== into) ||
      standing.some((other) => other.from === into) ||
      this.#messages.some((message) => !message.isQuestion && message.tick > one.tick && where.includes(message.home));
    const isAway = isLived && this.#shown(from) === this.#shown(into);
    const isRing = isAway && !this.#merges.some((other) => !other.isOver && other.from === into);
    assert.equal(await refusal(() => undoSplit(k, one.id)), isRing ? 'merge-in-a-ring' : null);
    if (isAway) return;
    // The pointer bears an id of its own, which nobody was told.
    const [last] = (await showConversation(this.#stage.k, from, whole)).merged.slice(-1);
    const pointer = { from: this.#shown(into), into: isLived ? this.#shown(from) : from, tick: this.#ticks, moved: [], isOver: false };
    this.#merges.push({ id: last?.id ?? '0', ...pointer });
    if (isLived) return;
    one.isOver = true;
    for (const message of one.moved) message.home = from;
  }

  /** Whether a path leads from one conversation to the other along these pointers. */
  #isLinked(one: string, other: string, pointers: readonly Pointer[]): boolean {
    const seen = new Set([one]);
    for (const id of seen)
      for (const { from, into } of pointers) {
        if (from === id) seen.add(into);
        if (into === id) seen.add(from);
      }
    return seen.has(other);
  }

  /** In one thread with it when it was said. */
  #wasOne(id: string, other: string, tick: number): boolean {
    return this.#isLinked(
      id,
      other,
      this.#splits.filter((one) => !one.isOver && one.tick > tick),
    );
  }

  #hears(id: string, message: Message): boolean {
    if (this.#wasOne(id, message.home, message.tick)) return true;
    if (message.isQuestion) return false;
    const merges = this.#merges.filter((one) => !one.isOver && one.tick < message.tick);
    return this.#conversations.some((one) => this.#wasOne(id, one, message.tick) && this.#isLinked(one, message.home, merges));
  }

  /** The waits of a conversation, told over from its beginning. */
  #waits(id: string): { openedAt: number; end: Message | null }[] {
    const waits: { opener: Message; own: boolean; end: Message | null }[] = [];
    for (const message of this.#messages.filter((one) => this.#hears(id, one))) {
      const open = waits.find((one) => one.end === null);
      const own = message.home === id;
      if (!message.isQuestion && open) open.end = message;
      else if (message.isQuestion && open) open.own ||= own;
      else if (message.isQuestion) waits.push({ opener: message, own, end: null });
    }
    // Whatever ended while both were one thread is counted where it began.
    const isElsewhere = ({ opener, end }: (typeof waits)[number]) =>
      opener.home !== id && end !== null && this.#wasOne(id, opener.home, end.tick);
    return waits.filter((one) => one.own && !isElsewhere(one)).map(({ opener, end }) => ({ openedAt: opener.at, end }));
  }

  /** What is there is what the model says: each message, draft and obligation once, each row for all that it speaks for. */
  async check(): Promise<void> {
    const { k, people } = this.#stage;
    const roots = [...new Set(this.#conversations.map((one) => this.#shown(one)))];
    for (const root of roots) {
      const family = this.#family(root);
      const shown = await showConversation(k, root, whole);
      const said = shown.messages.filter(({ direction }) => direction === 'in' || direction === 'out').map(({ id, text }) => [id, text]);
      const mine = this.#messages.filter((one) => family.includes(one.home)).map(({ id, text }) => [id, text]);
      assert.deepEqual(sorted(said), sorted(mine), 'each message is shown once, where it belongs');
      const waits = family.flatMap((one) => this.#waits(one));
      const isOpen = waits.some((one) => one.end === null);
      const row = await conversationById(k, root);
      assert.equal(
        row?.dueOpenedAt ?? null,
        isOpen ? Math.min(...waits.filter((one) => one.end === null).map((one) => one.openedAt)) : null,
      );
      if (isOpen) assert.equal(row?.state, 'open');
      else assert.equal(row?.state === 'resolved', this.#resolved.has(root), 'resolved by act and not reopened');
      for (const who of [0, 1] as const) {
        const { mine: own, others } = await showDrafts(people[who], root);
        const kept = [own?.text, ...others.map((one) => one.text)];
        for (const [place, { text }] of this.#drafts)
          if (family.includes(place.split(' ')[1] as string)) assert.ok(kept.includes(text), `«${text}» is read`);
      }
    }
    for (const id of this.#conversations) {
      assert.equal((await showConversation(k, id, whole)).id, this.#shown(id), 'each number leads to where it is shown');
      const rows = (await obligationsOfSubjects(k, 'conversation', [id])).filter((row) => row.clause === '5.3' && row.withdrawnAt === null);
      const owed = rows.map(({ openedAt, settledAt }) => [String(openedAt), String(settledAt)]);
      const expected = this.#waits(id).map(({ openedAt, end }) => [String(openedAt), String(end?.at ?? null)]);
      assert.deepEqual(sorted(owed), sorted(expected), `what is owed in ${id}`);
    }
  }
}

const whole = { messages: 1000, before: null, isBrief: true };

function sorted(rows: readonly (readonly string[])[]): (readonly string[])[] {
  return rows.toSorted((a, b) => a.join(' ').localeCompare(b.join(' ')));
}

/** The code that it refused with; null where it was done. */
async function refusal(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
