// What `node tools/icons.ts` does: draws the console's icons for telephones and task bars from web/public/icon.svg. Run after the brand changes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from '../tests/world/browser.ts';

const to = path.join(import.meta.dirname, '..', 'web', 'public');
const svg = readFileSync(path.join(to, 'icon.svg'), 'utf8');
/** A mask may cut away all but the inner four fifths: the mark stands on its colour there. */
const ground = '#2F4FA8';
const icons = [
  { name: 'icon-192', size: 192, drawing: svg, background: 'transparent' },
  { name: 'icon-512', size: 512, drawing: svg, background: 'transparent' },
  { name: 'apple-touch-icon', size: 180, drawing: svg, background: ground },
  { name: 'icon-maskable-512', size: 512, drawing: svg, background: ground },
  // One colour and transparent, as Android wants it in its bar.
  { name: 'badge', size: 96, drawing: svg.replace(/<rect[^>]*>/, ''), background: 'transparent' },
];

const browser = await openBrowser();
try {
  for (const { name, size, drawing, background } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const scaled = drawing.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `);
    await page.setContent(`<body style="margin:0;background:${background}">${scaled}</body>`);
    await page.screenshot({ path: path.join(to, `${name}.png`), omitBackground: background === 'transparent' });
    await page.close();
  }
} finally {
  await browser.close();
}
