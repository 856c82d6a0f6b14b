// An auditor reads everything and changes nothing.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { expectAccessibleEverywhere, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice({
    async prepare({ deliver }) {
      await deliver(1, '2026-11-24T08:30:00-04:00', { subject: 'Constancia de estudios' });
    },
  });
  page = await office.page({ as: await office.colleague('Nurys Abreu', 'auditor') });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

test('a conversation is shown with its history and its original, and with nothing that acts', async () => {
  await page.goto('/bandeja');
  await page.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await page.getByText('vence vie 27/11 8:30 am').waitFor();
  await page.getByRole('link', { name: 'Ver original' }).waitFor();
  for (const name of ['Resolver', 'Nota interna', 'Tomar', 'Asignar', 'Reabrir'])
    assert.equal(await page.getByRole('button', { name }).count(), 0, name);
  await page.getByRole('button', { name: 'Más acciones' }).click();
  await page.getByRole('menuitem', { name: 'Copiar el enlace' }).waitFor();
  assert.equal(await page.getByRole('menuitem', { name: 'No requiere respuesta' }).count(), 0);
  await page.keyboard.press('Escape');
  await expectAccessibleEverywhere(page);
});

test('the keys that act do nothing', async () => {
  for (const key of ['m', 'n', 'e', 'a']) await page.keyboard.press(key);
  assert.equal(await page.getByRole('textbox', { name: 'Nota interna' }).count(), 0);
  assert.equal(await page.getByRole('alert').filter({ hasText: /\S/ }).count(), 0);
});

test('asking the server by hand is refused with whom to ask', async () => {
  const id = page.url().split('/').at(-1);
  const answers = await page.evaluate(async (id) => {
    const asked: { path: string; status: number; detail: string }[] = [];
    for (const [path, body] of [
      ['notes', { text: 'a mano' }],
      ['resolution', {}],
      ['take', {}],
      ['no-answer', { reason: 'a mano' }],
      ['assignment', { assignee: null }],
    ] as const) {
      const got = await fetch(`/api/v1/conversations/${id}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      asked.push({ path, status: got.status, detail: ((await got.json()) as { detail: string }).detail });
    }
    return asked;
  }, id);
  for (const { path, status, detail } of answers) {
    assert.equal(status, 403, path);
    assert.match(detail, /Su rol no permite esto\. Pídalo a/, path);
  }
  trouble.said.length = 0;
});

test('the procedure and its figure are read to the last row', async () => {
  await page.goto('/procedimiento/5.3');
  await page.locator('[id="clausula-5.3"]').getByRole('row').filter({ hasText: 'Constancia de estudios' }).waitFor();
  await page
    .getByRole('link', { name: /^Cálculo/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Cómo se calculó este plazo' }).waitFor();
  await expectAccessibleEverywhere(page);
});

test('the settings that an auditor may see can’t be changed', async () => {
  await page.goto('/configuracion');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessibleEverywhere(page);
  for (const [method, path, body] of [
    ['POST', '/users', { name: 'Otra', email: 'otra@itla.example', roles: ['admin'] }],
    ['PUT', '/settings/auth.second_factor', { value: 'optional' }],
    ['POST', '/calendar/holidays', { date: '2026-12-07', name: 'Propio' }],
  ] as const) {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, data: body, headers: { 'sec-fetch-site': 'same-origin' } });
    assert.equal(answer.status(), 403, path);
  }
  assert.deepEqual(trouble.said, []);
});
