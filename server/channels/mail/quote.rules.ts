/** What a mail says itself, without the mails it quotes. One pass over lines; nothing here backtracks over a long text. */

const original =
  /^[\s>]*[-_*]{2,}\s*(?:mensaje original|mensaje reenviado|mensaje original enviado|original message|forwarded message|forwarded by|mensagem original|message d'origine|ursprüngliche nachricht)\b.{0,80}$/i;
const introStart = /^\s*(?:el|on|em|le|am|il|a las|at)\s/i;
const introEnd = /(?:escribió|escribio|ha escrito|wrote|writes|escreveu|a écrit|schrieb|ha scritto)\s*:?\s*$/i;
const senderLine = /^[\s>*]*(?:de|from|von|remitente)\s*\*?:\s*\*?\s*\S/i;
const blockLine = /^[\s>*]*(?:enviado(?: el)?|fecha|para|asunto|cc|sent|date|to|subject|responder a|reply-to)\s*\*?:/i;
const device =
  /^\s*(?:enviado desde (?:mi|el|mail|correo|outlook|yahoo|samsung)|enviado con|sent from (?:my|mail|outlook|yahoo|samsung)|obtener outlook|get outlook|descargue? outlook)\b.{0,120}$/i;

/**
 * The visible part of a mail's text; `whole` when trimming would leave nothing (answers written below, mere forwards). The two differ where
 * the mail's HTML has told already what is quoted.
 */
export function visibleText(text: string, whole = text): string {
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (isQuoted(line)) continue;
    if (cutsTheRest(lines, i)) break;
    const intro = introLines(lines, i);
    if (intro > 0) {
      // Answers below a quote are kept; without `>` marks nothing tells the quote from what follows it.
      if (!quoteFollows(lines, i + intro)) break;
      i += intro - 1;
    } else kept.push(line);
  }
  const visible = withoutTail(kept)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return visible === '' ? whole.trim() : visible;
}

/** The first words of the visible text, on one line. */
export function previewOf(visible: string, most = 160): string {
  const line = visible
    .slice(0, most * 12)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= most) return line;
  const short = line.slice(0, most - 1);
  const blank = short.lastIndexOf(' ');
  return `${(blank > most / 2 ? short.slice(0, blank) : short).trimEnd()}…`;
}

function isQuoted(line: string): boolean {
  return line[0] === '>' || (line[0] === ' ' && line[1] === '>');
}

/** Whether the old mail begins at this line: `-----Mensaje original-----`, or the head that Outlook writes. */
export function cutsTheRest(lines: readonly string[], at: number): boolean {
  const line = lines[at] as string;
  if (line.length > 300) return false;
  return original.test(line) || startsHeaderBlock(lines, at);
}

/** `De:` or `From:` and at least two of `Enviado`, `Para`, `Asunto`… in the six lines below: what Outlook puts above the old mail. */
function startsHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!senderLine.test(lines[at] as string)) return false;
  let found = 0;
  for (let i = at + 1; i <= at + 6 && i < lines.length; i++) if (blockLine.test((lines[i] as string).slice(0, 300))) found++;
  return found >= 2;
}

/** How many lines the «El … escribió:» starting here takes (mail programs fold it over up to three); 0 when there is none. */
function introLines(lines: readonly string[], at: number): number {
  if (!introStart.test((lines[at] as string).slice(0, 20))) return 0;
  let size = 0;
  for (let i = at; i < at + 4 && i < lines.length; i++) {
    const line = lines[i] as string;
    size += line.length;
    if (size > 400 || line.trim() === '') return 0;
    // A sentence of the writer that happens to end in «escribió:» names neither a date nor an address.
    if (introEnd.test(line)) return lines.slice(at, i + 1).some((one) => /\d|@/.test(one)) ? i - at + 1 : 0;
  }
  return 0;
}

function quoteFollows(lines: readonly string[], at: number): boolean {
  for (let i = at; i < at + 3 && i < lines.length; i++) {
    if ((lines[i] as string).trim() !== '') return isQuoted(lines[i] as string);
  }
  return false;
}

function withoutTail(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  for (let looked = 0; end > 0 && looked < 8; ) {
    const line = lines[end - 1] as string;
    if (line.trim() === '' || /^[\s_]{5,200}$/.test(line)) end--;
    else if (line.length < 200 && device.test(line)) {
      end--;
      looked++;
    } else break;
  }
  return lines.slice(0, end);
}
