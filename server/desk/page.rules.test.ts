import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf, withHosts } from './page.rules.ts';

const added = (html: string): string[] => [...withHosts(html).matchAll(/<small>\[(.*?)\]<\/small>/g)].map(([, host]) => host ?? '');

test('a link shows the host that it leads to, unless its words do', () => {
  const cases: readonly [href: string, words: string, hosts: readonly string[]][] = [
    ['https://banco.example/login', 'https://itla.example', ['banco.example']],
    ['https://banco.example/login', 'aquí', ['banco.example']],
    ['https://itla.example@banco.example/', '<b>itla.example</b>', ['banco.example']],
    ['https://banco.example/', 'https://banco.example.otro.example/', ['banco.example']],
    ['https://b\u0430nco.example/', 'banco.example', ['xn--bnco-53d.example']],
    ['https://banco.example:8443/a?b=1&amp;c=2', '<img src="cid:x" />', ['banco.example:8443']],
    ['https://www.banco.example/a', 'Vea banco.example.', []],
    ['https://banco.example/a', '<b>https://www.banco.example/a?x</b>', []],
    ['http://[', 'x', []],
  ];
  for (const [href, words, hosts] of cases)
    assert.deepEqual(added(`<p><a href="${href}" rel="noopener">${words}</a> y más</p>`), hosts, words);
  assert.deepEqual(added('<a href="mailto:ana@correo.example">Ana</a><a>nada</a>'), []);
  assert.deepEqual(added('<a href="https://uno.example/">1</a><a href="https://dos.example/">2</a>'), ['uno.example', 'dos.example']);
  assert.ok(pageOf('<a href="https://uno.example/">1</a>', '', new Map()).includes('[uno.example]'));
});

test('a hundred thousand links take no more than their length', () => {
  const links = '<a href="https://uno.example/">1</a>'.repeat(100_000);
  const started = performance.now();
  assert.equal(added(links).length, 100_000);
  withHosts('<a href="https://uno.example/">'.repeat(100_000));
  assert.ok(performance.now() - started < 5000);
});
