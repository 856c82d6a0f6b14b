/** Nothing loads but our own signed pictures, nothing runs; links open apart. Only our own pages may frame it. */
export const pagePolicy =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The page of one message for a sandboxed frame. `html` has been made safe; `pictures`: by Content-ID, where each is served. */
export function pageOf(html: string | null, text: string, pictures: ReadonlyMap<string, string>): string {
  const body = html === null ? `<pre>${escaped(text)}</pre>` : withPictures(withHosts(html), pictures);
  return `<!doctype html><html lang="es-DO"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank"><title>Mensaje</title>
<style>body{font:15px/1.6 system-ui,sans-serif;margin:0;overflow-wrap:anywhere;color:#1c1b18;background:#fff}img{max-width:100%;height:auto}pre{white-space:pre-wrap;font:inherit;margin:0}table{max-width:100%}</style></head><body>${body}</body></html>`;
}

/** After a link that does not name it, the host that it leads to: words may promise another one (email.md 6). */
export function withHosts(html: string): string {
  return html.replace(/<a href="(https?:\/\/[^"]*)"[^>]*>([^]{0,2000}?)<\/a>/gi, (link, href: string, words: string) => {
    const url = URL.parse(href.replaceAll('&amp;', '&'));
    const bare = url?.host.replace(/^www\./, '') ?? '';
    // Its words are those between the tags; a longer name that holds the host is another host.
    const said = words
      .replace(/<[^>]*>/g, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}.:-]+/u);
    if (url === null || said.some((word) => word.replace(/^https?:/, '').replace(/^www\.|[.:]+$/g, '') === bare)) return link;
    return `${link} <small>[${escaped(url.host)}]</small>`;
  });
}

/** `cid:` pictures are served from here; a Content-ID that the mail does not hold shows nothing. */
export function withPictures(html: string, pictures: ReadonlyMap<string, string>): string {
  return html.replace(
    /(["'(])cid:([^"')\s>]{1,500})/gi,
    (_, open: string, id: string) => `${open}${escaped(pictures.get(contentIdOf(id)) ?? '')}`,
  );
}

export function contentIdOf(id: string): string {
  let read = id;
  try {
    read = decodeURIComponent(id);
  } catch {
    // A stray % is part of the id.
  }
  return read.replaceAll('&amp;', '&').replace(/^<|>$/g, '').toLowerCase();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Pictures that no browser runs a program from; anything else is handed out as a file (svg runs scripts). */
export function isPicture(type: string): boolean {
  return /^image\/(png|jpe?g|gif|webp|avif|bmp)$/i.test(type.trim());
}

/** A file name for Content-Disposition (RFC 6266): plain ASCII beside the whole one in UTF-8. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = name.replace(/[\u0000-\u001f\u007f/\\\u202a-\u202e\u2066-\u2069]/g, '_').toWellFormed() || 'adjunto';
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
