/** What one mail may cost (contract of mail, 6). Over a limit the readable part is kept and the mail is marked; the raw bytes hold the rest. */
export interface Limits {
  /** Bytes of the mail that are looked at. */
  readonly mail: number;
  readonly parts: number;
  readonly depth: number;
  readonly headerBytes: number;
  readonly headerLines: number;
  /** Bytes of one header field. */
  readonly oneHeader: number;
  readonly addresses: number;
  readonly attachments: number;
  /** Characters of HTML read. */
  readonly html: number;
  readonly htmlNesting: number;
  /** Characters of HTML kept for the screen, and tags in it: beyond them a browser, not the server, is what suffers. */
  readonly shownHtml: number;
  readonly shownTags: number;
  /** Characters of plain text kept: PostgreSQL refuses a search vector of more than 1 MB. */
  readonly text: number;
  /** Characters of text taken out of attached texts for the search. */
  readonly attachmentText: number;
}

export const defaultLimits: Limits = {
  mail: 50 * 1024 * 1024,
  parts: 1000,
  depth: 20,
  headerBytes: 256 * 1024,
  headerLines: 2000,
  oneHeader: 64 * 1024,
  addresses: 1000,
  attachments: 200,
  html: 5 * 1024 * 1024,
  htmlNesting: 500,
  shownHtml: 768 * 1024,
  shownTags: 20_000,
  text: 1024 * 1024,
  attachmentText: 100 * 1024,
};

/** What is known outside the mail and decides how it is judged: our own addresses and the random id of this installation. */
export interface ParseContext {
  readonly our?: readonly string[];
  readonly instanceId?: string;
  /** Senders that a rule of the desk declares to be persons, whatever their mails look like. */
  readonly persons?: readonly string[];
  readonly limits?: Partial<Limits>;
}
