import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseHtml } from './html.ts';
import { defaultLimits } from './parse/limits.ts';

/** What may never be in the result, whatever went in: looked for tag by tag, as a browser would read it. */
function dangers(clean: string): string[] {
  const found: string[] = [];
  for (const [, name = '', attributes = ''] of clean.matchAll(/<\/?([^\s>/]+)([^>]*)>?/g)) {
    if (!/^[a-z][a-z0-9]*$/.test(name)) found.push(`tag ${name}`);
    if (
      /^(script|style|iframe|object|embed|form|input|button|textarea|select|meta|base|link|svg|math|video|audio|source|template|frame|frameset|applet|noscript|xml)$/.test(
        name,
      )
    )
      found.push(`tag ${name}`);
    for (const [, key = '', value = ''] of attributes.matchAll(/([^\s=>"]+)(?:="([^"]*)")?/g)) {
      if (/^on/i.test(key)) found.push(`${key} on ${name}`);
      if (/^(srcset|background|poster|action|formaction|xlink:href|data|srcdoc|ping|id|name)$/i.test(key)) found.push(`${key} on ${name}`);
      if (/^(src|href)$/i.test(key)) {
        const allowed =
          key.toLowerCase() === 'src' ? /^(cid:|data:image\/(png|jpe?g|gif|webp|bmp|avif);base64,)/i : /^(https?:\/\/|mailto:|tel:)/i;
        if (!allowed.test(value)) found.push(`${key}=${value.slice(0, 60)}`);
      }
      if (
        key === 'style' &&
        /url|expression|import|javascript|behavio|binding|\\|\/\*|position|var\(|image-set/i.test(value.replace(/font-family:[^;]*/gi, ''))
      )
        found.push(`style ${value}`);
    }
  }
  return found;
}

const corpus: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//x.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="x`onerror=alert(1)//">',
  '<img/src="x"/onerror=alert(1)>',
  '<img """><script>alert(1)</script>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="java\u0000script:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="//x.example">x</a>',
  '<a href="/api/logout">x</a>',
  '<a href="\\\\x.example\\y">x</a>',
  '<a href="https:x.example">x</a>',
  '<img src="https://x.example/p.gif">',
  '<img src="//x.example/p.gif">',
  '<img src="HTTP://x.example/p.gif" srcset="http://x.example/2.gif 2x">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<img src=data:image/png;base64,AAAA onload=alert(1)>',
  '<img src="cid:x" onerror="alert(1)">',
  '<img src="cid:x&quot; onerror=&quot;alert(1)">',
  '<picture><source srcset="http://x.example/1"><img src="cid:a"></picture>',
  '<video poster="http://x.example/1" src="http://x.example/2"></video>',
  '<audio src="http://x.example/1" autoplay></audio>',
  '<table background="http://x.example/1"><td background="http://x.example/2">x</td></table>',
  '<body background="http://x.example/1" onload="alert(1)">',
  '<div style="background:url(http://x.example/1)">x</div>',
  '<div style="background-image:url(\'//x.example/1\')">x</div>',
  '<div style="background:\\75rl(http://x.example)">x</div>',
  '<div style="background:u/**/rl(http://x.example)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="behavior:url(x.htc);-moz-binding:url(x)">x</div>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</div>',
  '<div style="list-style-image:image-set(\'http://x.example\' 1x)">x</div>',
  '<div style="color:red;}</style><script>alert(1)</script>">x</div>',
  '<style>@import "http://x.example/a.css"; p{background:url(http://x.example/2)}</style><p>x</p>',
  '<link rel=stylesheet href="http://x.example/a.css">',
  '<meta http-equiv=refresh content="0;url=http://x.example">',
  '<base href="http://x.example/">',
  '<iframe src="http://x.example"></iframe><iframe srcdoc="<script>alert(1)</script>">',
  '<iframe><img src=x onerror=alert(1)></iframe>',
  '<object data="http://x.example"></object><embed src="http://x.example">',
  '<form action="http://x.example"><input name=clave><button formaction="javascript:alert(1)">x</button></form>',
  '<isindex action="javascript:alert(1)">',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<a href="http://x.example" ping="http://y.example" onclick="x()" target="_self" rel="opener">x</a>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<blockquote cite="http://x.example" onmouseover="x()" class="gmail_quote vt-rest">x</blockquote>',
  '<div id="divRplyFwdMsg" onclick=x>De: x</div><script>alert(1)</script>',
  '<p class="vt-quote" style="color:red" id="x" name="y">x</p>',
  '<custom-tag onclick=x>x</custom-tag>',
  '<font face="&quot; onmouseover=alert(1) x=&quot;">x</font>',
  '<img alt="&lt;script&gt;" src="cid:&lt;script&gt;alert(1)&lt;/script&gt;">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<<script>script>alert(1)<</script>/script>',
  '<a href="http://x.example/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</a>',
];

test('nothing dangerous comes through, case by case', () => {
  for (const source of corpus) assert.deepEqual(dangers(sanitiseHtml(source).html), [], source);
});

test('nor when the cases are cut, joined and nested at random', () => {
  let seed = 20260302;
  const random = (most: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
  for (let round = 0; round < 3000; round++) {
    let source = '';
    for (let i = 0; i < 4; i++) {
      const one = corpus[random(corpus.length)] as string;
      const from = random(3) === 0 ? random(one.length) : 0;
      source +=
        one.slice(from, random(3) === 0 ? from + random(one.length) : undefined) +
        (['"', "'", '<', '>', '--', '/>', '\0', '', '', ''][random(10)] as string);
    }
    const { html } = sanitiseHtml(source);
    assert.deepEqual(dangers(html), [], source);
    assert.equal(sanitiseHtml(html).html.includes('onerror='), html.includes('onerror='), source);
  }
});

test('the checker itself sees what it must see', () => {
  for (const bad of [
    '<script>',
    '<img onerror="x">',
    '<a href="javascript:x">',
    '<img src="http://x.example">',
    '<p style="background:url(x)">',
  ])
    assert.notDeepEqual(dangers(bad), []);
});

test('what is harmless stays', () => {
  const source =
    '<h2 style="color:#036;text-align:center">Título</h2><table border="1"><tr><td colspan="2" bgcolor="#eee">á &amp; b</td></tr></table><p>x<br>y</p>';
  const { html } = sanitiseHtml(source);
  assert.equal(html, source.replace('<br>', '<br />'));
});

test('an image that is left out leaves nothing, and takes no end from what comes after it', () => {
  assert.equal(sanitiseHtml('<p>a<img src="https://t.example/1.png" style="width:1px"><b>b</b> c</p>').html, '<p>a<b>b</b> c</p>');
  assert.equal(
    sanitiseHtml('<img src="https://t.example/1.png"><a href="https://x.example/">b</a> c').html,
    '<a href="https://x.example/" rel="noopener noreferrer nofollow" target="_blank">b</a> c',
  );
});

test('links open outside and tell nothing', () => {
  assert.equal(
    sanitiseHtml('<a href="https://x.example/a?b=1&amp;c=2" target="_top" rel="opener">x</a>').html,
    '<a href="https://x.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
  );
  assert.ok(sanitiseHtml('<a href="mailto:ana@x.example">x</a>').html.includes('mailto:ana@x.example'));
});

test('remote loads are counted, each of them', () => {
  const count = (source: string): number => sanitiseHtml(source).remoteImages;
  assert.equal(count('<img src="http://x.example/1"><img src="//x.example/2"><img src="cid:a"><img src="data:image/png;base64,AA==">'), 2);
  assert.equal(count('<table background="http://x.example/1"><tr><td style="background:url(http://x.example/2)">x</td></tr></table>'), 2);
  assert.equal(count('<style>@import "x"; a{background:url("https://x.example/1")}</style>'), 2);
});

test('quotes are folded, each once, without script', () => {
  const fold = '<details class="quote"><summary>Mensajes anteriores · Earlier messages</summary>';
  assert.equal(
    sanitiseHtml(
      '<p>Sí</p><div class="gmail_quote"><div>El lunes escribió:</div><blockquote>Hola<blockquote>a</blockquote></blockquote></div><p>adiós</p>',
    ).html,
    `<p>Sí</p>${fold}<div><div>El lunes escribió:</div><blockquote>Hola<blockquote>a</blockquote></blockquote></div></details><p>adiós</p>`,
  );
  assert.equal(
    sanitiseHtml('<div>Sí<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">De: x</div><p>viejo</p></div><p>fin</p>').html,
    `<div>Sí${fold}<div></div><hr /><div>De: x</div><p>viejo</p></details></div><p>fin</p>`,
  );
  assert.equal(sanitiseHtml('Sí<div id="divRplyFwdMsg">De: x</div>viejo').html, `Sí${fold}<div>De: x</div>viejo</details>`);
});

test('what stands under the head that Outlook writes is folded, though nothing marks it', () => {
  const fold = '<details class="quote"><summary>Mensajes anteriores · Earlier messages</summary><span></span>';
  const lines = '<b>De:</b> Info &lt;info@itla.example&gt;<br /><b>Enviado el:</b> lunes<br /><b>Para:</b> Ana<br /><b>Asunto:</b> hola';
  const cases: readonly [given: string, folded: string][] = [
    [
      `<div><p>Sí</p><div><div><p>${lines}</p></div></div><p>viejo</p></div>`,
      `<div><p>Sí</p>${fold}<div><div><p>${lines}</p></div></div><p>viejo</p></details></div>`,
    ],
    [`<div>Sí<br /><br />${lines}<br />viejo</div>`, `<div>Sí<br /><br />${fold}${lines}<br />viejo</details></div>`],
    ['<p>Sí</p><p>-----Mensaje original-----</p><p>viejo</p>', `<p>Sí</p>${fold}<p>-----Mensaje original-----</p><p>viejo</p></details>`],
    [`<p>Sí</p><table><tr><td>${lines}</td></tr></table>viejo`, `<p>Sí</p>${fold}<table><tr><td>${lines}</td></tr></table>viejo</details>`],
    [`<p>${lines}</p><p>viejo</p>`, `${fold.replace('"quote"', '"quote" open')}<p>${lines}</p><p>viejo</p></details>`],
  ];
  for (const [given, folded] of cases) assert.equal(sanitiseHtml(given).html, folded);
  for (const given of ['<p>De: parte del director</p><p>Para: nada</p>', `<p>Vea esto ${lines}</p>`, '<p>-- </p><p>Ana</p>'])
    assert.equal(sanitiseHtml(given).html, given);
});

test('a mere forward is open: nothing else would be seen', () => {
  assert.ok(sanitiseHtml('<div class="yahoo_quoted">todo</div>').html.startsWith('<details class="quote" open>'));
});

test('its text marks quotes and keeps lines', () => {
  const { text } = sanitiseHtml(
    '<div>Hola&nbsp;Ana</div><div>uno<br>dos</div><pre>a\n  b</pre><blockquote>viejo<br>más</blockquote><table><tr><td>1</td><td>2</td></tr></table>',
  );
  assert.equal(text, 'Hola Ana\nuno\ndos\na\n  b\n> viejo\n> más\n1 2');
});

test('the cut falls between tags and says where the rest is', () => {
  const { html, isCut } = sanitiseHtml('<p>hola <b>x</b></p>'.repeat(1000), { ...defaultLimits, shownTags: 10 });
  assert.ok(isCut && html.includes('ver el original'));
  assert.deepEqual(dangers(html), []);
});

test('nesting beyond the limit loses its tags and keeps its words', () => {
  const { html, isTooDeep } = sanitiseHtml(`${'<div>'.repeat(2000)}en el fondo`);
  assert.ok(isTooDeep && html.includes('en el fondo'));
  assert.ok((html.match(/<div>/g) ?? []).length <= 500);
});
