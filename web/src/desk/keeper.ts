import { Problem } from '../api.ts';
import { addFile, type ConversationDrafts, type DraftItem, fetchDrafts, removeFile, saveDraft } from './draft-api.ts';
import { copiesIn, forgetCopy, keepCopy, readCopy } from './draft-copy.ts';

/** What its author types, as it is typed. */
export interface Typed {
  readonly text: string;
  /** Null while nobody has changed to whom it goes: the rule says. */
  readonly to: string | null;
  readonly cc: string;
  readonly bcc: string;
}

const nothing: Typed = { text: '', to: null, cc: '', bcc: '' };

/** The other text that there is, to be chosen or not: of the server where this window was behind, of this browser where the server has moved on. */
export interface Other extends Typed {
  readonly from: 'server' | 'browser';
  readonly version: string | null;
  readonly savedAt: string | null;
}

export interface DraftState extends Typed {
  readonly files: DraftItem['files'];
  /** On their way to the server. */
  readonly uploading: readonly { readonly name: string; readonly size: number }[];
  readonly status: 'none' | 'saving' | 'saved' | 'unsaved';
  readonly savedAt: string | null;
  readonly other: Other | null;
  readonly taken: DraftItem['taken'];
  readonly others: ConversationDrafts['others'];
  readonly signature: string;
  /** The next opening. */
  readonly opening: string | null;
  /** Null until it has been loaded. */
  readonly addressing: ConversationDrafts['addressing'] | null;
  readonly isLoaded: boolean;
}

const empty: DraftState = {
  ...nothing,
  files: [],
  uploading: [],
  status: 'none',
  savedAt: null,
  other: null,
  taken: null,
  others: [],
  signature: '',
  opening: null,
  addressing: null,
  isLoaded: false,
};

/** A pause in typing after which it is saved, and how long after a failure it is tried again. */
const pause = 800;
const retryAfter = 5_000;

/**
 * Keeps the draft of one conversation: saves it while it is typed, one request after the other, each over the version that is known here
 * (decision 0015). It goes on saving when its page has been left.
 */
export class Keeper {
  readonly #id: string;
  readonly #account: string;
  readonly #listeners = new Set<() => void>();
  #state: DraftState;
  #base: string | null;
  /** What the server has, as far as is known here. */
  #kept = nothing;
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPaused = false;
  #isTyped = false;

  constructor(id: string, account: string) {
    this.#id = id;
    this.#account = account;
    const copy = readCopy(account, id);
    this.#base = copy?.base ?? null;
    this.#state = copy ? { ...empty, ...typedOf(copy), status: 'unsaved' } : empty;
  }

  readonly state = (): DraftState => this.#state;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly type = (change: Partial<Typed>): void => {
    this.#set(change);
    this.#isTyped = true;
    if (!this.#isDirty()) {
      forgetCopy(this.#account, this.#id);
      return this.#set({ status: this.#base === null ? 'none' : 'saved' });
    }
    this.#set({ status: this.#state.status === 'unsaved' ? 'unsaved' : 'saving' });
    keepCopy(this.#account, this.#id, { base: this.#base, ...typedOf(this.#state) });
    this.#schedule(pause);
  };

  /** Asks for what there is; what is being typed here stays. */
  readonly load = (): Promise<void> =>
    this.#next(async () => {
      const isFirst = !this.#state.isLoaded;
      const { mine, others, signature, addressing, opening } = await fetchDrafts(this.#id);
      this.#set({ others, signature, addressing, opening, isLoaded: true, taken: mine?.taken ?? null });
      const version = mine?.version ?? null;
      if (!this.#isDirty()) return this.#adopt(mine);
      if (version === this.#base) {
        // The browser's copy goes on where the server stands.
        this.#kept = keptOf(mine);
        this.#set({ files: mine?.files ?? [] });
        return this.#schedule(0);
      }
      if (isFirst && !this.#isTyped) return this.#offerCopy(mine);
      this.#meet(mine);
    }).catch(() => {});

  /** Saves what is not saved yet and answers the version that is known then; throws where it could not be. */
  readonly flush = async (): Promise<string | null> => {
    clearTimeout(this.#timer);
    if (this.#isDirty()) this.#schedule(0, true);
    await this.#queue;
    return this.#base;
  };

  /** Nothing is saved while it is being sent. */
  readonly hold = (isPaused: boolean): void => {
    this.#isPaused = isPaused;
    if (!isPaused && this.#isDirty()) this.#schedule(pause);
  };

  /** It was sent: it is gone here as it is there. */
  readonly sent = (): void => this.#adopt(null);

  readonly choose = (which: 'this' | 'other'): void => {
    const { other } = this.#state;
    if (!other) return;
    this.#set({ other: null });
    if (other.from === 'server') this.#base = other.version;
    if (which === 'other') this.#set(typedOf(other));
    if (other.from === 'server' && which === 'other') this.#kept = typedOf(other);
    if (this.#isDirty()) return this.type({});
    forgetCopy(this.#account, this.#id);
    this.#set({ status: this.#base === null ? 'none' : 'saved' });
  };

  readonly attach = (file: File): Promise<void> => {
    const waiting = { name: file.name, size: file.size };
    this.#set({ uploading: [...this.#state.uploading, waiting] });
    return this.#next(async () => {
      try {
        this.#withFiles((await addFile(this.#id, file)).draft);
      } finally {
        this.#set({ uploading: this.#state.uploading.filter((one) => one !== waiting) });
      }
    });
  };

  readonly detach = (file: string): Promise<void> => this.#next(async () => this.#withFiles((await removeFile(this.#id, file)).draft));

  /** Something was done to it on the server, such as taking somebody's: what is there counts. */
  readonly become = (work: () => Promise<{ draft: DraftItem | null }>): Promise<void> =>
    this.#next(async () => {
      const { draft } = await work();
      this.#adopt(draft);
    });

  /** Before the page goes. */
  readonly leave = (): void => {
    if (!this.#isDirty() || this.#state.other || this.#isPaused) return;
    clearTimeout(this.#timer);
    void saveDraft(this.#id, this.#words(), true).catch(() => {});
  };

  #words() {
    const { text, to, cc, bcc } = this.#state;
    return { base: this.#base, text, to: to === null ? null : copiesIn(to), cc: copiesIn(cc), bcc: copiesIn(bcc) };
  }

  #isDirty(): boolean {
    const { text, to, cc, bcc } = this.#kept;
    return this.#state.text !== text || this.#state.to !== to || this.#state.cc !== cc || this.#state.bcc !== bcc;
  }

  #set(change: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  #schedule(ms: number, isNow = false): void {
    clearTimeout(this.#timer);
    if (this.#isPaused && !isNow) return;
    if (isNow) return void this.#next(() => this.#save());
    this.#timer = setTimeout(() => void this.#next(() => this.#save()), ms);
  }

  async #save(): Promise<void> {
    if (!this.#isDirty() || this.#state.other) return;
    const words = this.#words();
    const shown = typedOf(this.#state);
    try {
      const { draft } = await saveDraft(this.#id, words);
      this.#base = draft?.version ?? null;
      this.#kept = shown;
      this.#set({ savedAt: draft?.savedAt ?? null, files: draft?.files ?? [], status: draft ? 'saved' : 'none' });
      if (!this.#isDirty()) return forgetCopy(this.#account, this.#id);
      keepCopy(this.#account, this.#id, { base: this.#base, ...typedOf(this.#state) });
      this.#set({ status: 'saving' });
      this.#schedule(pause);
    } catch (error) {
      if (error instanceof Problem && error.code === 'draft-changed') return this.#meet(error.details.draft as DraftItem | null);
      this.#set({ status: 'unsaved' });
      // Nobody answers: it is tried again by itself. A refusal waits for the next change.
      if (error instanceof Problem && error.status === 0) this.#schedule(retryAfter);
    }
  }

  /** Another window has written meanwhile. */
  #meet(draft: DraftItem | null): void {
    if (draft && draft.text === this.#state.text) return this.#adopt(draft);
    if (!draft) {
      // Sent or thrown away there: what was written here since begins a new one.
      this.#base = null;
      this.#kept = nothing;
      this.#set({ files: [] });
      return this.#schedule(0);
    }
    const other: Other = { from: 'server', ...keptOf(draft), version: draft.version, savedAt: draft.savedAt };
    this.#set({ other, status: 'unsaved', files: draft.files });
  }

  /** The server has moved on since this browser wrote its copy: what the server has is shown, the copy is offered. */
  #offerCopy(mine: DraftItem | null): void {
    const copy = typedOf(this.#state);
    this.#adopt(mine, false);
    if (copy.text === (mine?.text ?? '')) return forgetCopy(this.#account, this.#id);
    this.#set({ other: { from: 'browser', ...copy, version: null, savedAt: null } });
  }

  #adopt(draft: DraftItem | null, forget = true): void {
    this.#base = draft?.version ?? null;
    this.#kept = keptOf(draft);
    if (forget) forgetCopy(this.#account, this.#id);
    this.#set({
      ...this.#kept,
      files: draft?.files ?? [],
      savedAt: draft?.savedAt ?? null,
      status: draft ? 'saved' : 'none',
      taken: draft?.taken ?? null,
      ...(forget && { other: null }),
    });
  }

  #withFiles(draft: DraftItem | null): void {
    this.#set({ files: draft?.files ?? [] });
    // A file began it, or took the last thing out of it.
    if (this.#base === null && draft?.text === '') this.#base = draft.version;
    if (!draft) this.#base = null;
  }
}

function typedOf({ text, to, cc, bcc }: Typed): Typed {
  return { text, to, cc, bcc };
}

function keptOf(draft: DraftItem | null): Typed {
  if (!draft) return nothing;
  const { text, to, cc, bcc } = draft;
  return { text, to: to && to.join(', '), cc: cc.join(', '), bcc: bcc.join(', ') };
}

const keepers = new Map<string, Keeper>();

/** One for each conversation and person of this tab. */
export function keeperOf(id: string, account: string): Keeper {
  const name = `${account} ${id}`;
  const keeper = keepers.get(name) ?? new Keeper(id, account);
  keepers.set(name, keeper);
  return keeper;
}

window.addEventListener('pagehide', () => {
  for (const keeper of keepers.values()) keeper.leave();
});
