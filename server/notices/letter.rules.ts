import { momentWords } from '#desk/moment.rules';
import type { NoticeItem } from './shapes.ts';
import { sentenceOf } from './words.rules.ts';

export interface Letter {
  readonly to: { readonly name: string; readonly email: string };
  readonly language: 'es' | 'en';
  readonly items: readonly NoticeItem[];
  /** There were more than are listed. */
  readonly isMore: boolean;
  /** Where the console is, without a slash at its end. */
  readonly url: string;
  readonly now: number;
}

/** The mail that tells a person of what they have not read in the console: as plain as can be, each line with its link. */
export function letterOf({ to, language, items, isMore, url, now }: Letter): { readonly subject: string; readonly text: string } {
  const es = language === 'es';
  const [only] = items;
  const told = (item: NoticeItem) =>
    sentenceOf({ ...item, due: item.dueAt === null ? null : momentWords(Date.parse(item.dueAt), now) }, language);
  const subject =
    items.length === 1 && only
      ? `${told(only)}${only.conversation ? ` (${only.conversation.number})` : ''}`
      : es
        ? `Tiene ${items.length}${isMore ? ' o más' : ''} avisos sin leer en Ventanilla`
        : `You have ${items.length}${isMore ? ' or more' : ''} unread notices in Ventanilla`;
  const lines = items.map((item) => {
    const about = item.conversation
      ? `${item.conversation.number} · ${item.conversation.requester} · ${oneLine(item.conversation.subject)}\n`
      : '';
    return `${told(item)}\n${about}${url}${pathOf(item)}`;
  });
  return {
    subject: oneLine(subject),
    text: es
      ? `Hola, ${to.name}:\n\n${lines.join('\n\n')}\n\nQué se le avisa por correo y cuándo se elige en su perfil: ${url}/perfil\n`
      : `Hello, ${to.name}:\n\n${lines.join('\n\n')}\n\nWhat you are told by mail, and when, is chosen in your profile: ${url}/perfil\n`,
  };
}

/** Where a notice leads, in the console. */
export function pathOf({ conversation }: Pick<NoticeItem, 'conversation'>): string {
  return conversation ? `/bandeja/todas/${conversation.id}` : '/bandeja/mios';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
