/**
 * Before the sanitiser, whose parser is quadratic in open tags (1 MB of `<b>` took 39 s): comments, style and script blocks are
 * dropped, tags nested too deep lose their marks but not their text, and what a browser could not show quickly is cut at a tag.
 * This decides nothing about safety: the sanitiser reads the result as hostile as before.
 */
import type { Limits } from './limits.ts';

export interface Trimmed {
  readonly html: string;
  /** Some of it was left out because of its size. */
  readonly isCut: boolean;
  readonly isTooDeep: boolean;
  /** `url(http…)` and `@import` in style blocks: remote loads that go with them. */
  readonly remoteStyles: number;
}

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
/** Dropped with what they hold; without an end they hold the rest, as in a browser. */
const dropped = new Set(['script', 'style', 'title', 'xml']);
/** Nobody closes these: a second one closes the first. */
const closeThemselves = new Set(['p', 'li', 'td', 'th', 'tr', 'dt', 'dd', 'option']);

export function trimHtml(html: string, limits: Limits): Trimmed {
  const out: string[] = [];
  const nesting = openTags(limits.htmlNesting);
  let size = 0;
  let tags = 0;
  let remoteStyles = 0;
  let isCut = html.length > limits.html;
  const end = Math.min(html.length, limits.html);
  const noMore = new Set<string>();
  for (let pos = 0; pos < end; ) {
    if (size > limits.shownHtml || tags > limits.shownTags) {
      isCut = true;
      break;
    }
    const open = html.indexOf('<', pos);
    const textEnd = open < 0 ? end : Math.min(open, end);
    if (textEnd > pos) {
      const text = html.slice(pos, Math.min(textEnd, pos + limits.shownHtml + 1 - size));
      out.push(text);
      size += text.length;
      isCut ||= text.length < textEnd - pos;
      pos = textEnd;
      continue;
    }
    const tag = readTag(html, pos, end, noMore);
    if (tag.name === '<') {
      out.push('&lt;');
      size += 4;
    } else if (dropped.has(tag.name) && !tag.closing) {
      const close = new RegExp(`</${tag.name}[\\s/>]`, 'gi');
      close.lastIndex = tag.end;
      const found = close.exec(html);
      const stop = found ? found.index : end;
      if (tag.name === 'style')
        remoteStyles += (
          html.slice(tag.end, Math.min(stop, tag.end + 500_000)).match(/url\(\s*(?:["']\s*)?(?:https?:)?\/\/|@import/gi) ?? []
        ).length;
      pos = stop;
      continue;
    } else if (tag.name !== '' && !dropped.has(tag.name) && (empty.has(tag.name) || nesting.take(tag.name, tag.closing))) {
      out.push(html.slice(pos, tag.end));
      // An image inside the text (data:) may be large without being slow.
      size += Math.min(tag.end - pos, 2000);
      tags++;
    }
    pos = tag.end;
  }
  return { html: out.join(''), isCut, isTooDeep: nesting.isTooDeep(), remoteStyles };
}

interface Tag {
  /** Lower case; '' for what is no element, '<' for a mere less-than sign. */
  readonly name: string;
  readonly closing: boolean;
  readonly end: number;
}

function readTag(html: string, at: number, end: number, noMore: Set<string>): Tag {
  if (html.startsWith('<!--', at)) {
    if (html.startsWith('<!-->', at)) return { name: '', closing: false, end: at + 5 };
    const close = html.indexOf('-->', at + 4);
    return { name: '', closing: false, end: close < 0 ? end : close + 3 };
  }
  const named = /<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})/y;
  named.lastIndex = at;
  const found = named.exec(html);
  if (!found) {
    const next = html[at + 1];
    if (next !== '!' && next !== '?' && next !== '/') return { name: '<', closing: false, end: at + 1 };
    const close = html.indexOf('>', at);
    return { name: '', closing: false, end: close < 0 ? end : close + 1 };
  }
  return { name: (found[2] as string).toLowerCase(), closing: found[1] === '/', end: tagEnd(html, named.lastIndex, end, noMore) };
}

/** The `>` that is in no quotes. A quote that nobody closes is no quote; there is none of its kind after it, so this happens twice at most. */
function tagEnd(html: string, from: number, end: number, noMore: Set<string>): number {
  for (let i = from; i < end; i++) {
    const c = html[i] as string;
    if (c === '>') return i + 1;
    if ((c === '"' || c === "'") && !noMore.has(c)) {
      const close = html.indexOf(c, i + 1);
      if (close < 0) noMore.add(c);
      else i = close;
    }
  }
  return end;
}

function openTags(most: number): { take(name: string, closing: boolean): boolean; isTooDeep(): boolean } {
  const stack: string[] = [];
  const count = new Map<string, number>();
  let tooDeep = false;
  const pop = (): string => {
    const name = stack.pop() as string;
    count.set(name, (count.get(name) ?? 1) - 1);
    return name;
  };
  return {
    take(name, closing) {
      if (closing) {
        if ((count.get(name) ?? 0) === 0) return false;
        while (pop() !== name);
        return true;
      }
      if (closeThemselves.has(name) && stack.at(-1) === name) pop();
      if (stack.length >= most) {
        tooDeep = true;
        return false;
      }
      stack.push(name);
      count.set(name, (count.get(name) ?? 0) + 1);
      return true;
    },
    isTooDeep: () => tooDeep,
  };
}
