import { momentWords } from './moment.rules.ts';
import { subjectOf } from './reply.rules.ts';

/** What an area is told of a matter. Instants in ms. */
export interface Ask {
  readonly area: string;
  readonly by: string;
  readonly note: string;
  readonly number: string;
  readonly mailbox: string;
  readonly answers: 'requester' | 'operator';
  readonly requester: { readonly name: string; readonly email: string };
  readonly questions: readonly { readonly receivedAt: number; readonly text: string; readonly files: readonly string[] }[];
  readonly dueAt: number;
  readonly now: number;
  readonly link: string;
  /** Attachments that would have made the mail too large: they are on the page. */
  readonly leftOut: readonly string[];
}

/** The requester's topic with the tag, not as an answer. */
export function askSubject(subject: string, number: string): string {
  return subjectOf(subject, number).replace(/^Re: /, '');
}

/** The letter to the area, in plain words: what is asked, by whom, until when, and the two ways to answer. */
export function askText(ask: Ask): string {
  const who = ask.requester.name || ask.requester.email;
  const { isToRequester, reader } = { isToRequester: ask.answers === 'requester', reader: ask.by };
  return [
    `Para ${ask.area}:`,
    `${ask.by} le pasa la consulta ${ask.number} de ${who}${ask.requester.name ? ` (${ask.requester.email})` : ''}.`,
    `${ask.by} pide:\n${ask.note}`,
    `Responda a más tardar: ${momentWords(ask.dueAt, ask.now)}.`,
    [
      'Cómo responder, sin usuario ni clave:',
      isToRequester
        ? `· Conteste este correo: ${who} recibe su respuesta desde ${ask.mailbox}. Escriba como si le hablara a ${who}.`
        : `· Conteste este correo: lo recibe ${reader}, que le responde a ${who}.`,
      `· O hágalo en esta página: ${ask.link}`,
      '· Si no le corresponde, devuélvala en esa misma página y su plazo deja de correr.',
    ].join('\n'),
    ...ask.questions.map((one) => quoted(one, who, ask.now)),
    ...(ask.leftOut.length === 0 ? [] : [`No caben en este correo; están en la página: ${ask.leftOut.join(', ')}.`]),
  ].join('\n\n');
}

function quoted({ receivedAt, text, files }: Ask['questions'][number], who: string, now: number): string {
  const lines = text.trim().split(/\r?\n/);
  const tail = files.length === 0 ? [] : ['>', `> Adjuntos: ${files.join(', ')}`];
  return [`El ${momentWords(receivedAt, now)}, ${who} escribió:`, ...lines.map((line) => (line === '' ? '>' : `> ${line}`)), ...tail].join(
    '\n',
  );
}
