/** The mail as the desk understands it: plain values only, so that they pass between threads and processes. */
import type { MailSigns, Nature } from '../classify.rules.ts';

export interface Address {
  /** Decoded; '' when there is none. May lie: show the address beside it, always. */
  readonly name: string;
  /** Domain in lower case; '' when the header holds only a name. */
  readonly email: string;
}

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Without angle brackets. */
  readonly contentId: string | null;
  /** True when the HTML shows it in its place. */
  readonly inline: boolean;
  readonly sha256: string;
  readonly content: Uint8Array;
}

export interface BouncedRecipient {
  readonly address: string;
  readonly action: string;
  readonly status: string;
  readonly diagnostic: string;
}

export interface Bounce {
  /** Message-ID of the mail that came back, without angle brackets, when the report names it. */
  readonly originalMessageId: string | null;
  readonly recipients: readonly BouncedRecipient[];
}

export interface Authentication {
  readonly by: string;
  readonly spf: string | null;
  readonly dkim: string | null;
  readonly dmarc: string | null;
  /** `Received` lines above it: what stands below an untrusted one was written by the sender (RFC 8601). */
  readonly receivedAbove: number;
  readonly raw: string;
}

export interface CalendarNotice {
  readonly method: string;
  readonly summary: string;
  /** As it is read in Santo Domingo: `02/03/2026 10:00 am`. */
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly organizer: string;
}

export interface ParsedMail {
  readonly from: Address | null;
  readonly sender: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  /** Delivered-To, X-Original-To and Envelope-To, in that order. */
  readonly deliveredTo: readonly string[];
  readonly subject: string;
  /** The sender's clock, ms since 1970 UTC. */
  readonly date: number | null;
  readonly messageId: string | null;
  /** What `X-Ventanilla-Message` says: believed of a copy in our own Sent only. */
  readonly ownId: string | null;
  /** In-Reply-To first, then References; no repeats, no angle brackets. */
  readonly references: readonly string[];
  /** The first 22 bytes of Thread-Index in hex: one conversation of Outlook. */
  readonly threadIndex: string | null;
  /** '' is the null sender; null is a mail without the line. */
  readonly returnPath: string | null;
  readonly text: string;
  /** Without the quoted mails; everything when nothing else would be left. */
  readonly visibleText: string;
  readonly preview: string;
  readonly html: string | null;
  /** Remote images, backgrounds and fonts taken out of the HTML. */
  readonly remoteImages: number;
  readonly attachments: readonly MailAttachment[];
  readonly attachmentText: string;
  readonly nature: Nature;
  readonly natureReason: string;
  readonly signs: MailSigns;
  readonly authentication: Authentication | null;
  readonly bounce: Bounce | null;
  readonly calendar: CalendarNotice | null;
  readonly bodyHash: string;
  readonly fingerprint: string;
  /** Topmost first. */
  readonly received: readonly { readonly by: string; readonly at: number | null }[];
  /** `signed-not-verified`, `encrypted`, `calendar`, `several-from`, `truncated:<limit>`… */
  readonly marks: readonly string[];
}

/** What is told of a mail that could not be parsed in time or in memory. */
export interface HeaderSketch {
  readonly from: string;
  readonly subject: string;
  readonly messageId: string | null;
  readonly text: string;
}
