/** HTML of strangers made harmless by an allow-list: no script, no form, no frame, nothing loaded from anywhere (contract of mail, 6). */
import sanitizeHtml from 'sanitize-html';
import { foldQuotes, quoteClass, restClass, withoutFolded } from './parse/html-quotes.ts';
import { textOfHtml } from './parse/html-text.ts';
import { trimHtml } from './parse/html-trim.ts';
import { defaultLimits, type Limits } from './parse/limits.ts';
import { cleanStyle } from './parse/style.rules.ts';

export interface SafeHtml {
  readonly html: string;
  /** The text in it, quoted lines marked with `> `. */
  readonly text: string;
  /** The text without the mails that the HTML marks as quoted; all of it where nothing else would be left. */
  readonly ownText: string;
  readonly remoteImages: number;
  /** Content-IDs shown in their place, as written after `cid:`. */
  readonly shown: ReadonlySet<string>;
  readonly isCut: boolean;
  readonly isTooDeep: boolean;
}

const tags = (
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font ' +
  'footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th ' +
  'thead time tr tt u ul var wbr'
).split(' ');

const raster = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,[A-Za-z0-9+/=]*$/i;
const quoteMarks = /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|moz-cite-prefix-quote|protonmail_quote|zmail_extra)(?:\s|$)/;
const restMarks = /divRplyFwdMsg|appendonsend|mail-editor-reference-message-container/;
/** What is left of an image without picture or words. */
const emptyImage = '<img />';
const note =
  '<p><em>El mensaje continúa: abra «ver el original» para leerlo entero. · The message goes on: open “see the original” to read it all.</em></p>';

type Attributes = Record<string, string>;

/** `places` says which Content-ID stands at a Content-Location. Takes at most a fraction of a second whatever it is given. */
export function sanitiseHtml(html: string, limits: Limits = defaultLimits, places: ReadonlyMap<string, string> = new Map()): SafeHtml {
  const trimmed = trimHtml(html, limits);
  const seen = { remote: trimmed.remoteStyles, shown: new Set<string>() };
  const sanitised = sanitizeHtml(trimmed.html, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'class'],
      a: ['href', 'rel', 'target'],
      img: ['src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'],
      th: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'],
      table: ['border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
      tr: ['bgcolor'],
      col: ['span', 'width'],
      font: ['color', 'face', 'size'],
      ol: ['start', 'type'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowProtocolRelative: false,
    nestingLimit: limits.htmlNesting,
    parseStyleAttributes: false,
    transformTags: { '*': (name, attributes) => transform(name, attributes, seen, places) },
  });
  // Not by another name for the tag: the sanitiser keeps such a name, and ends the next element of that depth with it.
  const clean = sanitised.replaceAll(emptyImage, '');
  const folded = foldQuotes(clean.trim());
  const text = textOfHtml(clean);
  const own = withoutFolded(folded);
  return {
    html: folded + (trimmed.isCut ? note : ''),
    text,
    ownText: own === folded ? text : textOfHtml(own) || text,
    remoteImages: seen.remote,
    shown: seen.shown,
    isCut: trimmed.isCut,
    isTooDeep: trimmed.isTooDeep,
  };
}

interface Seen {
  remote: number;
  readonly shown: Set<string>;
}

function transform(
  name: string,
  given: Attributes,
  seen: Seen,
  places: ReadonlyMap<string, string>,
): { tagName: string; attribs: Attributes } {
  const attribs: Attributes = { ...given };
  const mark = markOf(name, given);
  delete attribs['class'];
  delete attribs['style'];
  if (mark !== '') attribs['class'] = mark;
  if (given['style']) {
    const style = cleanStyle(given['style']);
    if (style.css !== '') attribs['style'] = style.css;
    if (style.remote) seen.remote++;
  }
  if (isRemote(given['background']) || given['srcset'] || isRemote(given['poster'])) seen.remote++;
  if (name === 'a') return { tagName: name, attribs: link(attribs) };
  if (name === 'img') return image(attribs, seen, places);
  if (isRemote(given['src'])) seen.remote++;
  return { tagName: name, attribs };
}

function markOf(name: string, given: Attributes): string {
  if (restMarks.test(given['id'] ?? '')) return restClass;
  return name === 'blockquote' || quoteMarks.test(given['class'] ?? '') || /yahoo_quoted/.test(given['id'] ?? '') ? quoteClass : '';
}

/** Relative addresses would mean our own site: they lead nowhere instead. */
function link(attribs: Attributes): Attributes {
  const href = bareUrl(attribs['href']);
  delete attribs['href'];
  delete attribs['target'];
  delete attribs['rel'];
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(href)) return attribs;
  return { ...attribs, href, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function image(attribs: Attributes, seen: Seen, places: ReadonlyMap<string, string>): { tagName: string; attribs: Attributes } {
  const given = attribs['src'] ?? '';
  const src = /^\s*data:/i.test(given) ? given.replace(/\s+/g, '') : bareUrl(given);
  delete attribs['src'];
  const id = places.get(src) ?? (/^cid:/i.test(src) ? contentId(src.slice(4)) : '');
  if (id !== '') {
    seen.shown.add(id);
    return { tagName: 'img', attribs: { ...attribs, src: `cid:${encodeURI(id)}` } };
  }
  if (raster.test(src)) return { tagName: 'img', attribs: { ...attribs, src } };
  if (isRemote(src)) seen.remote++;
  // Without its picture only the words for it are worth showing.
  return { tagName: 'img', attribs: attribs['alt']?.trim() ? attribs : {} };
}

function contentId(raw: string): string {
  try {
    return decodeURIComponent(raw)
      .replace(/[<>\s"'\\]/g, '')
      .slice(0, 500);
  } catch {
    return raw.replace(/[<>\s"'\\]/g, '').slice(0, 500);
  }
}

// Controls and blanks inside a scheme (`java\tscript:`) are read by browsers as if they were not there.
function bareUrl(url: string | undefined): string {
  // oxlint-disable-next-line no-control-regex
  return (url ?? '').replace(/[\u0000-\u0020\u007f-\u00a0]+/g, (blank, at: number, all: string) =>
    at === 0 || at + blank.length === all.length ? '' : blank === ' ' ? '%20' : '',
  );
}

function isRemote(url: string | undefined): boolean {
  return url !== undefined && /^\s*(?:https?:|ftp:)?\/\//i.test(url);
}
