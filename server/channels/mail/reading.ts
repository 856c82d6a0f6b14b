import type { Kernel } from '#kernel';
import type { Budget } from './budget.ts';
import type { Digester } from './digester.ts';
import type { MailboxRow } from './mailbox-store.ts';
import type { ReaderState } from './pause.ts';

export interface ListenOptions {
  readonly digester: Digester;
  readonly budget: Budget;
  /** How many may sign in at once: three hundred at the same second would be taken for an attack. */
  readonly gate: Budget;
  /** Called whenever the mailbox was read to its end; `isIdle`: the server tells of new mail by itself. */
  wasRead(isIdle: boolean): void;
}

/** One stretch of reading a mailbox, by IMAP or through Graph: it ends when it is stopped, and fails when the line is cut. */
export interface Reading {
  readonly k: Kernel;
  readonly mailbox: MailboxRow;
  readonly options: ListenOptions;
  readonly state: ReaderState;
  /** It goes: failures before count no more. */
  worked(): void;
  /** The mailbox has been read: its trouble is over. */
  atEase(): Promise<void>;
}
