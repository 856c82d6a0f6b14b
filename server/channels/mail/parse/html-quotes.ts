/**
 * Quoted mails folded into `<details>`: no script is needed to open them. Works on what the sanitiser wrote, where every `<`
 * is a tag and everything is closed; only constant text and whole tags are added.
 */
import { replyHeadAt } from './html-reply-head.ts';

export const quoteClass = 'vt-quote';
/** Outlook's marks: the quote is not inside them, it is all that follows. */
export const restClass = 'vt-rest';

const token = /<(\/?)([a-z0-9]+)([^<>]*)>|[^<]+/g;
const empty = new Set(['br', 'col', 'hr', 'img', 'wbr']);
const summary = '<summary>Mensajes anteriores · Earlier messages</summary>';

interface Frame {
  readonly name: string;
  readonly folds: boolean;
  foldsRest: boolean;
}

export function foldQuotes(given: string): string {
  const at = replyHeadAt(given);
  const html = at < 0 ? given : `${given.slice(0, at)}<span class="${restClass}"></span>${given.slice(at)}`;
  if (!html.includes(quoteClass) && !html.includes(restClass)) return html;
  const out: string[] = [];
  const root: Frame = { name: '', folds: false, foldsRest: false };
  const stack: Frame[] = [root];
  const starts: number[] = [];
  let inside = 0;
  let saysSomething = false;
  const fold = (): void => {
    starts.push(out.push(`<details class="quote">${summary}`) - 1);
    inside++;
  };
  const unfold = (): void => {
    out.push('</details>');
    inside--;
  };
  for (const found of html.matchAll(token)) {
    const [whole, slash, name, attributes = ''] = found;
    if (name === undefined) {
      if (inside === 0 && /\S/.test(whole)) saysSomething = true;
      out.push(whole);
    } else if (slash === '/') {
      const frame = stack.length > 1 ? (stack.pop() as Frame) : root;
      if (frame.foldsRest) unfold();
      out.push(whole);
      if (frame.folds) unfold();
    } else {
      const parent = stack.at(-1) as Frame;
      const mayFold = inside === 0 && !/^(?:table|tbody|thead|tfoot|tr|ul|ol|dl)$/.test(parent.name);
      const isRest = mayFold && attributes.includes(restClass);
      const folds = mayFold && !isRest && attributes.includes(quoteClass) && !empty.has(name);
      if (isRest || folds) fold();
      if (isRest) parent.foldsRest = true;
      out.push(`<${name}${attributes.replace(/ class="[^"]*"/, '')}>`);
      if (name === 'img' && inside === 0) saysSomething = true;
      if (!empty.has(name)) stack.push({ name, folds, foldsRest: false });
    }
  }
  while (stack.length > 0) {
    const frame = stack.pop() as Frame;
    if (frame.foldsRest || frame.folds) unfold();
  }
  // A mere forward, or an answer written inside the quote: nothing may be hidden when nothing else would be seen.
  if (!saysSomething) for (const at of starts) out[at] = `<details class="quote" open>${summary}`;
  return out.join('');
}

/** What `foldQuotes` wrote, without what it folded away; what it left open stays. */
export function withoutFolded(html: string): string {
  const [first, ...rest] = html.split('<details class="quote">');
  // None stands within another, and the sanitiser lets no other through.
  return (first as string) + rest.map((one) => one.slice(one.indexOf('</details>') + '</details>'.length)).join('');
}
