// The same screens for who reads English, enlarges everything, or wants nothing to move.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { type Colleague, expectNoSidewaysScroll, journey, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let coordinator: Colleague;

before(async () => {
  office = await openOffice({
    async prepare({ deliver }) {
      await deliver(1, '2026-11-24T08:05:00-04:00', { subject: 'Pago de la matrícula' });
      await deliver(2, '2026-11-24T09:12:00-04:00', { subject: 'Constancia de estudios' });
    },
  });
  coordinator = await office.colleague('Rosanna Mejía', 'coordinator', 'admin');
});
after(() => office?.close());

const half = { width: 720, height: 450 };
const phone = { width: 390, height: 844 };
const screens = [
  '/hoy',
  '/mi-turno',
  '/bandeja',
  '/bandeja/todas',
  '/turnos',
  '/turnos/2026-11-23',
  '/procedimiento',
  '/procedimiento/5.3',
  '/plazo/1',
  '/buscar?q=constancia',
  '/configuracion',
  '/perfil',
];

test('in English no word of the console is left in Spanish', async () => {
  const english = await office.page({ as: coordinator, locale: 'en-US' });
  const spanish = await onlySpanish();
  for (const screen of screens) {
    await english.goto(screen);
    await english.getByRole('heading').first().waitFor();
    await english.waitForTimeout(400);
    assert.equal(await english.locator('html').getAttribute('lang'), 'en');
    // What is Spanish in any language says so: names of variables, the language itself.
    await english.evaluate("for (const one of document.querySelectorAll('body [lang^=es]')) one.textContent = ''");
    const said = [await english.title(), ...(await english.locator('body').innerText()).split('\n')];
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of await english.locator(`[${name}]`).all()) said.push((await element.getAttribute(name)) ?? '');
    assert.deepEqual(
      said.map((text) => text.trim()).filter((text) => spanish.has(text)),
      [],
      screen,
    );
  }
  await english.context().close();
});

test('the atoms of the console win over the sheets of Mantine, however these were bundled', async () => {
  const page = await office.page({ as: coordinator });
  await page.goto('/procedimiento');
  await page.getByRole('heading').first().waitFor();
  const [drawn, meant] = await page.evaluate<[string, string]>(`(() => {
    const probe = document.createElement('i');
    probe.style.background = 'var(--bg)';
    document.body.append(probe);
    const of = (element) => getComputedStyle(element).backgroundColor;
    return [of(document.body), of(probe)];
  })()`);
  assert.equal(drawn, meant);
  await page.context().close();
});

/** Every word of the console that is not the same in both languages, read from its dictionaries. */
async function onlySpanish(): Promise<Set<string>> {
  const root = path.join(import.meta.dirname, '..', '..', 'web', 'src');
  const found = new Set<string>();
  for (const file of globSync('**/en.ts', { cwd: root })) {
    const folder = path.join(root, path.dirname(file));
    const { es } = await import(path.join(folder, 'words.ts'));
    const { en } = await import(path.join(folder, 'en.ts'));
    const translated = new Set(leaves(en));
    for (const text of leaves(es)) if (text.length > 2 && !translated.has(text)) found.add(text);
  }
  assert.ok(found.size > 200, `${found.size} words`);
  return found;
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [];
}

test('at 200 % of zoom, which leaves 720 px, nothing is wider than the window; nor on a telephone', async () => {
  const zoomed = await office.page({ as: coordinator, viewport: half, deviceScaleFactor: 2 });
  for (const screen of [...screens, '/bandeja/todas/10001']) {
    await zoomed.goto(screen);
    await zoomed.getByRole('heading').first().waitFor({ state: 'attached' });
    await zoomed.waitForTimeout(250);
    for (const size of [half, phone]) {
      await zoomed.setViewportSize(size);
      await expectNoSidewaysScroll(zoomed);
    }
  }
  await zoomed.context().close();
});

/** In the page: the classes of what would take more than an instant to change. */
const moves = `[...document.querySelectorAll('*')].filter((element) => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
  const longest = (list) => Math.max(...list.split(',').map((one) => parseFloat(one) * (one.includes('ms') ? 0.001 : 1)));
  return longest(transitionDuration) > 0.02 || (animationName !== 'none' && longest(animationDuration) > 0.02);
}).map((element) => String(element.className))`;

test('whoever asks for less motion gets none', async () => {
  const still = await office.page({ as: coordinator, reducedMotion: 'reduce' });
  for (const screen of ['/bandeja', '/procedimiento']) {
    await still.goto(screen);
    await still.getByRole('heading').first().waitFor();
    const moving = await still.evaluate(moves);
    assert.deepEqual(moving, [], screen);
  }
  await still.context().close();
});
