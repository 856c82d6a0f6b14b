/** Inline CSS that cannot load, cover or move anything outside the message. */
const properties = new Set(
  (
    'background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color border-left ' +
    'border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style border-right-width ' +
    'border-spacing border-style border-top border-top-color border-top-style border-top-width border-width caption-side clear color direction ' +
    'display empty-cells float font font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type ' +
    'margin margin-bottom margin-left margin-right margin-top max-height max-width min-width overflow-wrap padding padding-bottom padding-left ' +
    'padding-right padding-top table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break ' +
    'word-spacing word-wrap'
  ).split(' '),
);
const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{3,40}\))$/i;
// No backslash (escapes), no slash-star, no at-sign; a parenthesis only where a colour has one.
const harmless = /^[\w\s#.,%'"!+-]*$/;
const remote = /url\(\s*(?:["']\s*)?(?:https?:)?\/\//i;

export interface Style {
  readonly css: string;
  readonly remote: boolean;
}

export function cleanStyle(style: string): Style {
  const kept: string[] = [];
  for (const declaration of style.slice(0, 4000).split(';', 60)) {
    const colon = declaration.indexOf(':');
    if (colon < 1) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    const safe = name === 'background' ? (colour.test(value) ? `background-color:${value}` : '') : clean(name, value);
    if (safe !== '') kept.push(safe);
  }
  return { css: kept.join(';'), remote: remote.test(style.slice(0, 100_000)) };
}

function clean(name: string, value: string): string {
  if (!properties.has(name) || value === '' || value.length > 200) return '';
  const withoutColours = value.replace(/rgba?\([\d\s.,%]{3,40}\)/gi, '');
  if (!harmless.test(withoutColours)) return '';
  // Negative margins draw over the frame's edge; huge sizes hide what follows.
  if (/^(?:margin|text-indent)/.test(name) && /-\s*[\d.]/.test(value)) return '';
  return `${name}:${value}`;
}
