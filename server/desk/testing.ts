import type { Address, Inbound } from './port.ts';

let made = 0;

/** A person, as a name and an address in one: `Ana Díaz <ana@correo.example>`. */
export function person(text: string): Address {
  const [, name = '', email = text] = /^(.*?)\s*<(.*)>$/.exec(text) ?? [];
  return { name, email };
}

export type Draft = Partial<Omit<Inbound, 'from' | 'to' | 'cc' | 'replyTo'>> & {
  readonly from?: string | null;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly replyTo?: readonly string[];
};

export const mailbox = { id: '1', address: 'info@itla.example' } as const;

/** A mail for tests: what is not said is that of an ordinary question of Ana's. */
export function mail({
  from = 'Ana Díaz <ana@correo.example>',
  to = ['info@itla.example'],
  cc = [],
  replyTo = [],
  ...rest
}: Draft = {}): Inbound {
  made += 1;
  const text = rest.text ?? 'Buenos días. Quisiera saber cuándo abre la reinscripción.';
  return {
    key: `mail:${made}`,
    channel: 'mail',
    direction: 'in',
    nature: 'person',
    natureReason: null,
    isHistory: false,
    isIllegible: false,
    quarantineReason: null,
    receivedAt: Date.parse('2026-11-24T09:00:00-04:00'),
    internalDate: null,
    sentAt: null,
    mailbox,
    from: from === null ? null : person(from),
    replyTo: replyTo.map(person),
    to: to.map(person),
    cc: cc.map(person),
    subject: 'Reinscripción',
    visibleText: text,
    preview: text.slice(0, 100),
    html: null,
    attachments: [],
    searchText: '',
    messageId: `m${made}@correo.example`,
    references: [],
    threadIndex: null,
    threadToken: null,
    rawSha256: null,
    marks: [],
    warning: null,
    ...rest,
    text,
  };
}

/** A mail of ours found in Sent, in answer to another. */
export function answerTo(question: Inbound, draft: Draft = {}): Inbound {
  return mail({
    direction: 'out',
    from: 'Servicio <info@itla.example>',
    to: question.replyTo[0] ? [question.replyTo[0].email] : [question.from?.email ?? ''],
    subject: `Re: ${question.subject}`,
    text: 'Abre el lunes.',
    references: question.messageId ? [question.messageId] : [],
    receivedAt: question.receivedAt + 3_600_000,
    ...draft,
  });
}

/** The requester goes on in the same thread. */
export function replyTo(earlier: Inbound, draft: Draft = {}): Inbound {
  return mail({
    subject: `Re: ${earlier.subject}`,
    references: earlier.messageId ? [earlier.messageId] : [],
    receivedAt: earlier.receivedAt + 7_200_000,
    ...draft,
  });
}
