import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** Nothing of the browser's own may call home: on a closed network it would wait for each refusal. */
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

/** A headless Chromium. Take pages from `browser.newContext()`, which `expectAccessible` needs. */
export async function openBrowser(): Promise<Browser> {
  const { executable, env } = await findChromium();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: executable,
    args: [...quiet, ...asRoot],
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

/** Fails with every breach of WCAG 2.2 A and AA that axe sees on the page, naming the elements. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  // Nothing runs in a frame without scripts, axe neither: it would wait there for ever.
  builder.exclude('iframe[sandbox]:not([sandbox~=allow-scripts])');
  const { violations } = await (within ? builder.include(within) : builder).analyze();
  const said = violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id} (${one.impact}): ${one.help}\n    ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`),
  );
  assert.equal(said.length, 0, `${page.url()} is not accessible:\n  ${said.join('\n  ')}`);
}
