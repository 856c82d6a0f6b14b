/** Outlook and others put the old mail under its `De:/Enviado:/Para:/Asunto:` and mark it by nothing but those words. */
import { cutsTheRest } from '../quote.rules.ts';
import { blocks, textOfHtml } from './html-text.ts';

const candidate = /(?:^|>)\s*(?=(?:de|from|von|remitente)\s*:|[-_*]{2,}\s*\p{L})/giu;
const token = /<(\/?)([a-z0-9]+)[^<>]*>|[^<]+/g;
const empty = new Set(['br', 'col', 'hr', 'img', 'wbr']);
const within = /^(?:table|tbody|thead|tfoot|tr|ul|ol|dl)$/;
/** Enough for the lines of a head and their marks; a mail that names many senders is not read for ever. */
const head = 4000;
const most = 20;

/** Where in sanitised HTML the head of the old mail begins, with the elements that hold nothing before it; -1 where there is none. */
export function replyHeadAt(html: string): number {
  let looked = 0;
  let walks = 0;
  for (const found of html.matchAll(candidate)) {
    if (++looked > most) break;
    const at = found.index + found[0].length;
    if (!isHead(html.slice(at, at + head))) continue;
    const start = startOf(html, at);
    if (start >= 0 || ++walks === 3) return start;
  }
  return -1;
}

function isHead(html: string): boolean {
  const whole = html.slice(0, html.lastIndexOf('<') > html.lastIndexOf('>') ? html.lastIndexOf('<') : html.length);
  const lines = textOfHtml(whole)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.length > 0 && cutsTheRest(lines, 0);
}

interface Open {
  readonly at: number;
  readonly name: string;
  says: boolean;
}

/** -1 where the words stand in the middle of a line. */
function startOf(html: string, at: number): number {
  const stack: Open[] = [];
  let lineSays = false;
  for (const { 0: whole, 1: slash, 2: name, index } of html.matchAll(token)) {
    if (index >= at) break;
    if (name === undefined ? /\S/.test(whole.slice(0, at - index)) : name === 'img') {
      lineSays = true;
      for (let i = stack.length - 1; i >= 0 && !(stack[i] as Open).says; i--) (stack[i] as Open).says = true;
    }
    if (name === undefined) continue;
    if (name === 'br' || name === 'hr' || blocks.has(name) || name === 'td') lineSays = false;
    if (slash === '/') stack.pop();
    else if (!empty.has(name)) stack.push({ at: index, name, says: false });
  }
  if (lineSays) return -1;
  const first = stack.findIndex((open, i) => !open.says && !within.test(stack[i - 1]?.name ?? ''));
  return first < 0 ? at : (stack[first] as Open).at;
}
