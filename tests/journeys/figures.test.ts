// What the coordinator answers for: the figures of mail with the rows behind them and as a file, and what has not left.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { answeredByPhone } from '../../server/desk/by-phone.ts';
import { reply } from '../../server/desk/reply.ts';
import { textOfPdf } from '../world/pdf.ts';
import { eventually } from '../world/temporary.ts';
import { type Colleague, expectAccessibleEverywhere, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let rosanna: Colleague;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice();
  rosanna = await office.colleague('Rosanna Mejía', 'coordinator');
  await office.deliver(1, '2026-11-16T09:50:00-04:00', { subject: 'Reclamo por pago duplicado' });
  await office.deliver(2, '2026-11-19T10:40:00-04:00', { subject: 'Fecha límite de reinscripción' });
  page = await office.page({ as: rosanna });
  trouble = listenForTrouble(page);
  const wilkin = await office.t.asPerson('Wilkin Santana', 'operator');
  const { id } = await eventually('both mails are read', async () => {
    const { items } = (await (await page.request.get('/api/v1/conversations?view=toAnswer')).json()) as {
      items: { id: string; subject: string }[];
    };
    return items.length === 2 && items.find((one) => one.subject.startsWith('Fecha'));
  });
  await answeredByPhone(wilkin, id, { text: 'Es el viernes.', at: null });
});
after(() => office?.close());

test('Cifras says of the month what came, what was answered in time and what waits, and what each of it counts', async () => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Cifras' }).click();
  await page.getByRole('heading', { name: 'Cifras', level: 1 }).waitFor();
  await page.getByRole('link', { name: '2: ver recibidos', exact: true }).first().waitFor();
  await page.getByText('50 %', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: '% a tiempo' }).first().click();
  await page.getByText('Sin hechos no hay cifra: nunca 0 ni 100.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '1: ver por teléfono de Wilkin Santana' }).waitFor();
  await expectAccessibleEverywhere(page);
});

test('one click from a figure to its rows, with the question in the address, and one more to the conversation', async () => {
  await page.getByRole('link', { name: '1: ver tarde', exact: true }).click();
  await page.getByRole('heading', { name: 'Tarde', level: 1 }).waitFor();
  await page.getByText('1 fila').waitFor();
  await page.getByRole('link', { name: 'Reclamo por pago duplicado' }).waitFor();
  await expectAccessibleEverywhere(page);
  await page.goBack();
  await page.getByRole('combobox', { name: 'Persona' }).selectOption({ label: 'Wilkin Santana' });
  await page.waitForURL(/persona=\d+/);
  await page.getByRole('link', { name: '1: ver requieren respuesta', exact: true }).click();
  await page.waitForURL(/cifras\/needing\?persona=\d+/);
  await page.getByRole('link', { name: 'Fecha límite de reinscripción' }).click();
  await page.waitForURL(/bandeja/);
});

test('the file has what is shown', async () => {
  await page.goto('/cifras/needing');
  await page.getByText('2 filas').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Descargar CSV' }).click()]);
  assert.equal(download.suggestedFilename(), 'cifras-needing-2026-11-01-2026-11-30.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  assert.equal(lines.length, 3);
  assert.match(lines.join('\n'), /Reclamo por pago duplicado/);
});

test('what waits to leave stands in the queue by itself; cancelled it does not leave, and undone it does', async () => {
  await page.goto('/bandeja/todas');
  await page.getByRole('link', { name: 'Cola de salida' }).click();
  await page.getByText('Nada en la cola: todo lo que se envió salió.').waitFor();
  const { items } = (await (await page.request.get('/api/v1/conversations?view=overdue')).json()) as { items: { id: string }[] };
  const maria = await office.t.asPerson('María Peguero', 'operator');
  const words = {
    text: 'Le devolvimos el pago.',
    html: null,
    cc: [],
    attachments: [],
    key: 'clave-de-la-cola',
    undoFor: 3_600_000,
    seen: null,
  };
  await reply(maria, items[0]?.id as string, words);
  const row = page.getByRole('listitem', { name: 'En espera: Reclamo por pago duplicado' });
  await row.getByText(/^desde hoy 10:24 am · sale /).waitFor({ timeout: 60_000 });
  await expectAccessibleEverywhere(page);
  await row.getByRole('button', { name: 'Cancelar' }).click();
  await page.getByText('Cancelado: no salió.').waitFor();
  await row.waitFor({ state: 'detached' });
  await page.getByLabel('Mostrar').selectOption({ label: 'Cancelado (1)' });
  await page.waitForURL(/estado=cancelled/);
  assert.equal(office.smtp.mails.length, 0);
  await page.getByRole('button', { name: 'Enviar otra vez' }).click();
  await office.smtp.received(1);
  await page.getByText('Nada en «cancelado».').waitFor();
  await page.goto('/salida');
  await page.getByText('Nada en la cola').waitFor({ timeout: 60_000 });
});

test('a conversation goes on paper whole: A4, its number above, page of pages below, notes and headers only on asking', async () => {
  const lines = Array.from({ length: 180 }, (_, nr) => `Renglón ${nr + 1} de la solicitud, con sus detalles.`);
  await office.deliver(3, '2026-11-23T14:00:00-04:00', { subject: 'Solicitud "larga" </style>', text: lines.join('\n') });
  const found = await eventually('the long one is read', async () => {
    const { items } = (await (await page.request.get('/api/v1/conversations?view=all&q=larga')).json()) as {
      items: { id: string; number: string }[];
    };
    return items[0];
  });
  const as = { 'sec-fetch-site': 'same-origin' };
  await page.request.post(`/api/v1/conversations/${found.id}/notes`, { data: { text: 'Secreto de la casa.' }, headers: as });
  await page.goto(`/bandeja/todas/${found.id}`);
  await page.getByRole('button', { name: 'Más acciones' }).click();
  const [paper] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('menuitem', { name: 'Imprimir' }).click()]);
  await paper.getByRole('heading', { level: 1 }).waitFor();
  await paper.getByText('Renglón 180 de la solicitud').waitFor();
  await expectAccessibleEverywhere(paper);
  const plain = textOfPdf(await paper.pdf({ preferCSSPageSize: true }));
  assert.deepEqual(plain.sizes, new Set(['595x842']));
  const [all, pages] = [plain.pages.join(' '), plain.pages.length];
  assert.deepEqual(
    lines.filter((line) => !all.includes(line)),
    [],
  );
  assert.ok(pages >= 3, `${pages} pages`);
  plain.pages.forEach((text, nr) =>
    assert.ok(text.includes(`Página ${nr + 1} de ${pages}`) && text.includes(found.number), text.slice(0, 300)),
  );
  assert.match(all, /Solicitud "larga" <\/style>/);
  assert.doesNotMatch(all, /Secreto de la casa|Message-ID/i);
  await paper.getByLabel('Notas internas').click();
  await paper.getByLabel('Encabezados completos').click();
  await paper.waitForURL(/notas=1&encabezados=1/);
  await paper
    .getByText(/Message-ID: /i)
    .first()
    .waitFor();
  const full = textOfPdf(await paper.pdf({ preferCSSPageSize: true })).pages.join(' ');
  assert.match(full, /Secreto de la casa\./);
  assert.match(full, /Message-ID: </i);
  await paper.close();
});

test('a month without mail says so, in English too; another role is told whose page it is', async () => {
  const english = await office.page({ as: rosanna, locale: 'en-US' });
  await english.goto('/cifras?mes=2026-01');
  await english.getByText('No mail in this period.').waitFor();
  await english.getByRole('link', { name: '1: see waiting now', exact: true }).waitFor();
  await expectAccessibleEverywhere(english);
  await english.context().close();
  const agent = await office.page({ as: await office.colleague('María Peguero', 'operator') });
  await agent.goto('/cifras');
  await agent.getByText('Esta página es de Coordinación.').waitFor();
  await agent.context().close();
  assert.deepEqual(trouble.said, []);
});
