import { z } from 'zod';
import { spamWhyShape } from './spam/shapes.ts';
import { bornTagShape } from './tag/shapes.ts';

export const views = [
  'all',
  'toAnswer',
  'overdue',
  'dueToday',
  'mine',
  'unassigned',
  'escalated',
  'waiting',
  'snoozed',
  'followed',
  'resolved',
  'quarantine',
  'spam',
] as const;
export const viewShape = z.enum(views);
/** Who has to move next: the desk, or somebody else (the requester, an area). */
export const waitsForShape = z.enum(['us', 'them']);
/** By deadline, or newest movement first. */
export const orderShape = z.enum(['due', 'last']);
export const conversationStateShape = z.enum(['open', 'waiting', 'resolved']);
export const natureShape = z.enum(['person', 'robot', 'list', 'bounce', 'loop', 'spam']);
export const flagShape = z.enum([
  'history',
  'quarantine',
  'robot',
  'list',
  'bounce',
  'loop',
  'spam',
  'information',
  'complaint',
  'set-aside',
  'erased',
  'answered-elsewhere',
  'warning',
]);

const personShape = z.object({ name: z.string(), email: z.string() });

/** A conversation by its number. */
export const placeShape = z.object({ id: z.string(), number: z.string() });

export const conversationShape = z.object({
  id: z.string(),
  /** 'VT-10482' */
  number: z.string(),
  subject: z.string(),
  channel: z.string(),
  /** `contact`: the card under which the requester is shown; null where no address was given. */
  requester: z.object({ id: z.string(), name: z.string(), email: z.string(), contact: z.string().nullable() }),
  mailbox: z.string().nullable(),
  state: conversationStateShape,
  assignee: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  dueAt: z.string().nullable(),
  receivedAt: z.string(),
  lastAt: z.string(),
  preview: z.string(),
  flags: z.array(flagShape),
  /** Of the working time of the term, what is left: 0–1; null without a deadline. */
  share: z.number().nullable(),
  isOverdue: z.boolean(),
  /** Working seconds to the deadline, negative after it; null without one. */
  remainingSeconds: z.number().int().nullable(),
  messageCount: z.number().int(),
  /** The areas that owe an answer. */
  areas: z.array(z.string()),
  /** The conversation in which it is shown; null where it stands for itself. */
  mergedInto: placeShape.nullable(),
  tags: z.array(bornTagShape),
  /** Put off until then; what it owes, it owes. */
  snoozedUntil: z.string().nullable(),
});

export const fragmentShape = z.object({ text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) });

export const attachmentShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  inline: z.boolean(),
  /** Opens without a session until it expires. */
  url: z.string(),
});

export const namedShape = z.object({ id: z.string(), name: z.string() });

/** Somebody whom a note names, and where: UTF-16 units [from, to) of its text. */
export const mentionShape = namedShape.extend({ from: z.number().int(), to: z.number().int() });

export const messageShape = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out', 'note', 'event']),
  nature: natureShape,
  natureReason: z.string().nullable(),
  from: personShape.nullable(),
  replyTo: z.array(personShape),
  to: z.array(personShape),
  cc: z.array(personShape),
  /** They got it, and no header named them. */
  bcc: z.array(personShape),
  subject: z.string(),
  text: z.string(),
  /** The text goes on in `bodyUrl`. */
  isTextCut: z.boolean(),
  visibleText: z.string(),
  hasQuote: z.boolean(),
  preview: z.string(),
  /** Made safe; null where there is none, or where it is only in `bodyUrl` for its size (`isHtmlLeftOut`). */
  html: z.string().nullable(),
  isHtmlLeftOut: z.boolean(),
  attachments: z.array(attachmentShape),
  receivedAt: z.string(),
  sentAt: z.string().nullable(),
  internalDate: z.string().nullable(),
  delivery: z.enum(['queued', 'sending', 'accepted', 'rejected', 'uncertain', 'bounced']).nullable(),
  /** What the outgoing server said, where it did not go well. */
  deliveryNote: z.string().nullable(),
  /** Why it did not leave, or how it is known that it did, where the server said nothing. */
  deliveryCode: z.enum(['newer-message', 'process-stopped', 'found-in-sent', 'by-word', 'cancelled']).nullable(),
  /** The hour for which an answer of ours waits; null once it has left, or where it waits for none. */
  leavesAt: z.string().nullable(),
  isHistory: z.boolean(),
  isIllegible: z.boolean(),
  quarantineReason: z.string().nullable(),
  marks: z.array(z.string()),
  warning: z.string().nullable(),
  /** What it did to the clock, in words; null where nothing. */
  settles: z.string().nullable(),
  answeredElsewhere: z.boolean(),
  author: z.string().nullable(),
  /** The area whose words these are, or to which it went; null where no area is concerned. */
  area: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The escalation that it belongs to. */
  escalation: z.string().nullable(),
  /** What it is to that escalation: `claim` came under its token from another address, and counts only once a person takes it for the area's answer. */
  part: z.enum(['ask', 'answer', 'forward', 'reminder', 'claim', 'notice', 'side']).nullable(),
  /** The side thread that it belongs to, and with whom that is; null where it is said with the requester. */
  side: z.object({ id: z.string(), with: z.array(z.string()) }).nullable(),
  event: z
    .object({ kind: z.string(), by: z.string(), detail: z.string().nullable(), about: z.enum(['ask', 'forward', 'side']).optional() })
    .nullable(),
  mentions: z.array(mentionShape),
  /** Where it lies, if in another conversation that is shown in this one. */
  origin: placeShape.nullable(),
  /** A page with the whole message, for a sandboxed frame. */
  bodyUrl: z.string(),
  rawAvailable: z.boolean(),
});

export const escalationStateShape = z.enum(['queued', 'sent', 'rejected', 'uncertain', 'answered', 'returned', 'undone']);

export const escalationShape = z.object({
  id: z.string(),
  area: z.object({ id: z.string(), name: z.string() }),
  note: z.string(),
  by: z.object({ id: z.string().nullable(), name: z.string() }),
  at: z.string(),
  /** Of its 5.3-area; before its mail has been accepted, the deadline that it tells. */
  dueAt: z.string(),
  /** 'sent': the area owes an answer. */
  state: escalationStateShape,
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  /** By the area's page or mail, or 'desk': we answered the requester ourselves, and the area owes no more. */
  endedHow: z.enum(['page', 'mail', 'console', 'desk']).nullable(),
  /** Why it was handed back. */
  reason: z.string().nullable(),
  /** Of the working time of the area's term, what is left: 0–1; null once it has ended, or before it began. */
  share: z.number().nullable(),
  isOverdue: z.boolean(),
  /** Working seconds to the deadline, negative after it; null where `share` is. */
  remainingSeconds: z.number().int().nullable(),
});

export const mergedShape = z.object({
  /** Of the merge, to undo it. */
  id: z.string(),
  /** The event that tells it. */
  message: z.string(),
  conversation: placeShape,
  subject: z.string(),
  requester: z.object({ name: z.string(), email: z.string() }),
  assignee: z.string().nullable(),
  at: z.string(),
  by: z.string(),
});

export const splitShape = z.object({
  /** Of the split, to undo it. */
  id: z.string(),
  /** The event that tells it in the conversation that was split. */
  message: z.string(),
  from: placeShape,
  into: placeShape,
  at: z.string(),
  by: z.string(),
});

/**
 * Why two conversations may be one matter: one named the other and its sender did not belong to it, or it was closed long ago; both name the same mail; both
 * subjects name the same number; the same requester with a like subject.
 */
export const relatedReasons = ['not-a-participant', 'closed-long-ago', 'same-mail', 'same-number', 'same-requester'] as const;

export const relatedShape = placeShape.extend({
  subject: z.string(),
  requester: z.string(),
  state: conversationStateShape,
  lastAt: z.string(),
  reason: z.enum(relatedReasons),
});

export const conversationDetailShape = conversationShape.extend({
  requester: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    contact: z.string().nullable(),
    conversations: z.number().int(),
  }),
  messages: z.array(messageShape),
  /** The message before which there are earlier ones: ask with `before`; null where these are all. */
  earlier: z.string().nullable(),
  /** Addresses of ours to answer from, the one that would be taken first. */
  senders: z.array(z.string()),
  obligations: z.array(z.looseObject({ id: z.string() })),
  /** Who keeps an eye on it. */
  followers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The addresses that belong to it, up to 200. */
  participants: z.array(z.string()),
  /** Why it stands under «No deseados»; null where it does not. */
  spam: spamWhyShape.nullable(),
  escalations: z.array(escalationShape),
  /** What is shown in it beside its own, the oldest merge first. */
  merged: z.array(mergedShape),
  /** What was split from it, or from what it was split, the oldest first. */
  splits: z.array(splitShape),
  related: z.array(z.object({ id: z.string(), number: z.string(), subject: z.string(), reason: z.string() })),
  history: z.array(
    z.object({ id: z.string(), number: z.string(), subject: z.string(), lastAt: z.string(), state: conversationStateShape }),
  ),
});

export const foundShape = conversationShape.extend({
  matched: z.enum(['number', 'subject', 'people', 'attachment', 'text']),
  highlight: z.array(fragmentShape),
  subjectMarks: fragmentShape.nullable(),
});

export const countsShape = z.record(viewShape, z.number().int());

// Line ends and the marks that turn the direction of writing: a name that was given is shown on one line, as what it is.
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** What a person, or a file, is called: one line. */
/** Where matters like one went: `alike` of `of`, and how sure that is (0–1). */
export const proposedAreaShape = z.object({
  area: z.object({ id: z.string(), name: z.string() }),
  alike: z.number().int(),
  of: z.number().int(),
  confidence: z.number(),
});

export const nameShape = z.string().overwrite((text) => text.replace(unseen, ' ').trim());

/** A file as it is sent to us. */
export const fileShape = z.strictObject({ name: nameShape.min(1).max(255), type: z.string().min(1).max(127), base64: z.base64() });
export const attachmentsShape = z.array(fileShape).max(100).default([]);

/** What somebody does at a conversation that they have open. */
export const doingShape = z.enum(['reading', 'replying', 'noting']);

export const presentShape = z.object({ id: z.string(), name: z.string(), doing: doingShape });

export const draftShape = z.object({
  /** To be named when saving over it. */
  version: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  /** As they were typed; null: to whom `addressing` says. */
  to: z.array(z.string()).nullable(),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })),
  savedAt: z.string(),
  /** Who copied it last. */
  taken: z.object({ by: z.string(), at: z.string() }).nullable(),
});

/** To whom an answer goes by default, and who is known here. */
export const addressingShape = z.object({
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** So many got the question as well and are not in copy by default: they are too many. */
  leftOut: z.number().int(),
  /** Addresses that belong to the conversation, lower case. */
  known: z.array(z.string()),
  /** Of the institution: what is at another one is outside. */
  domains: z.array(z.string()),
});

export const conversationDraftsShape = z.object({
  mine: draftShape.nullable(),
  others: z.array(
    draftShape.extend({
      author: z.object({ id: z.string(), name: z.string() }),
      /** Where it was begun, if in another conversation that is shown with this one; it may be one's own. */
      conversation: z.object({ id: z.string(), number: z.string() }).nullable(),
      /** How long they have been writing without a pause; null where they are not writing now. */
      writingSeconds: z.number().int().nullable(),
    }),
  ),
  /** How one signs in this conversation; empty where one does not. */
  signature: z.string(),
  addressing: addressingShape,
  /** The next opening, at which an answer may be asked to leave; null where the schedule never opens. */
  opening: z.string().nullable(),
});

export const knownAddressShape = z.object({
  name: z.string(),
  email: z.string(),
  /** Of this conversation, of the institution, one of its areas, or somebody who has written before. */
  kind: z.enum(['participant', 'person', 'area', 'contact']),
});

export const templateWordsShape = z.strictObject({
  title: z.string().trim().min(1).max(120),
  language: z.enum(['es', 'en']),
  text: z.string().min(1).max(20_000),
});
export const templateShape = templateWordsShape.extend({
  id: z.string(),
  version: z.number().int(),
  /** How often it has been put into an answer. */
  used: z.number().int(),
  changedAt: z.string(),
  changedBy: z.string(),
  /** Nobody else sees it. */
  isOwn: z.boolean(),
});

export const signatureShape = z.object({
  own: z.string().nullable(),
  /** How one signs without an own one there: one’s own of all mailboxes, else the institution’s. */
  standard: z.string(),
  /** How it reads, with the mailbox’s footer. */
  text: z.string(),
});

export type ProposedArea = z.infer<typeof proposedAreaShape>;
export type MentionItem = z.infer<typeof mentionShape>;
export type Doing = z.infer<typeof doingShape>;
export type Present = z.infer<typeof presentShape>;
export type Addressing = z.infer<typeof addressingShape>;
export type KnownAddress = z.infer<typeof knownAddressShape>;
export type DraftItem = z.infer<typeof draftShape>;
export type ConversationDrafts = z.infer<typeof conversationDraftsShape>;
export type TemplateItem = z.infer<typeof templateShape>;
export type SignatureView = z.infer<typeof signatureShape>;
export type EscalationItem = z.infer<typeof escalationShape>;
export type RelatedItem = z.infer<typeof relatedShape>;
export type View = z.infer<typeof viewShape>;
export type WaitsFor = z.infer<typeof waitsForShape>;
export type Order = z.infer<typeof orderShape>;
export type Flag = z.infer<typeof flagShape>;
export type ConversationItem = z.infer<typeof conversationShape>;
export type ConversationDetail = z.infer<typeof conversationDetailShape>;
export type MessageItem = z.infer<typeof messageShape>;
export type AttachmentItem = z.infer<typeof attachmentShape>;
export type FoundConversation = z.infer<typeof foundShape>;
export type Fragment = z.infer<typeof fragmentShape>;
export type Counts = z.infer<typeof countsShape>;
export type { SnoozeChoices } from './snooze/shapes.ts';
export type { SenderItem, SpamWhy } from './spam/shapes.ts';
export type { BornTag, TagColour, TagItem, Tags } from './tag/shapes.ts';
export type { Bulk, BulkActName, NewBulk } from './bulk/shapes.ts';
export type { NewView, SavedView, ViewChange } from './views/view-shapes.ts';
export type {
  Candidate,
  CardChange,
  ConsentWay,
  ContactCard,
  ContactItem,
  NewConsent,
  NewContact,
  Purpose,
  Segment,
} from './contact/contact-shapes.ts';
export type { DataEnd, DataKind, DataRequest, ErasurePlan, Identification, NewDataRequest } from './personal-data/data-shapes.ts';
export type { DueGroup, DueItem, Shift, Today } from './today-shapes.ts';
export type { AreaPage, StatusPage } from './visitor-shapes.ts';
