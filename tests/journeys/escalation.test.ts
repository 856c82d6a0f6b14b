// A matter that another area answers: handed over in the console, answered or handed back on a telephone by the link of the real mail.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { statusLink } from '#desk';
import { addArea } from '#people';
import type { Page } from 'playwright-core';
import { tokenOf } from '../../server/desk/links.ts';
import { expectAccessible } from '../world/browser.ts';
import { person } from '../world/mails.ts';
import { expectAccessibleEverywhere, expectNoSidewaysScroll, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
let office: Office;
let page: Page;
let area: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice();
  await addArea(office.k, { name: 'Registro', mail: 'registro@itla.example', hours: 16 });
  await addArea(office.k, { name: 'Caja', mail: 'caja@itla.example', answers: 'operator' });
  for (const name of ['Admisiones', 'Becas', 'Biblioteca', 'Deportes', 'Egresados', 'Finanzas'])
    await addArea(office.k, { name, mail: `${name.toLowerCase()}@itla.example` });
  await office.deliver(1, '2026-11-23T09:00:00-04:00', { subject: 'Convalidación de Cálculo I' });
  await office.deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Pago de la matrícula' });
  await office.deliver(3, '2026-11-24T09:00:00-04:00', { subject: 'Beca de transporte' });
  page = await office.page({ as: await office.colleague('María Peguero', 'operator') });
  trouble = listenForTrouble(page);
  await page.goto('/bandeja');
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const note = () => page.getByRole('textbox', { name: '¿Qué necesita del área?' });
const clocks = async (subject: string) =>
  (await (await page.request.get('/api/v1/obligations?limit=100')).json()).items
    .filter((one: { label?: { title: string } }) => one.label?.title === subject)
    .map(
      (one: { clause: string; basis: string; settledBy: string | null; state: string }) =>
        `${one.clause} ${one.basis} ${one.settledBy ?? one.state}`,
    )
    .sort();

/** What the mail that went to an address says, its lines joined again as a client joins them. */
async function mailTo(address: string): Promise<string> {
  const seconds = 60;
  for (let n = 0; n < seconds * 4; n += 1) {
    const found = office.smtp.mails.findLast(({ to }) => to.includes(address));
    if (found)
      return found.raw
        .toString()
        .replace(/=\r?\n/g, '')
        .replace(/=3D/g, '=');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no mail for ${address} in ${seconds} s`);
}

const toCaja = () => office.smtp.mails.filter(({ to }) => to.includes('caja@itla.example'));

async function until(isSo: () => boolean, seconds = 60): Promise<void> {
  for (let n = 0; n < seconds * 4 && !isSo(); n += 1) await new Promise((resolve) => setTimeout(resolve, 250));
  assert.ok(isSo(), `not within ${seconds} s`);
}

async function linkIn(address: string): Promise<string> {
  const link = /\/area\/[\w-]+/.exec(await mailTo(address))?.[0];
  assert.ok(link, 'the mail has the link to the page');
  return link;
}

async function open(subject: string): Promise<void> {
  await row(subject).click();
  await page.getByRole('heading', { name: subject, level: 2 }).waitFor();
}

test('X hands the matter to an area: by when is said with its arithmetic, and that it satisfies 5.3', async () => {
  await open('Convalidación de Cálculo I');
  await page.keyboard.press('x');
  await note().fill('¿Sale antes del 11/12, y falta algún documento?');
  await page.getByRole('searchbox', { name: 'Buscar entre 8 áreas' }).fill('regís');
  await page.getByRole('checkbox', { name: /Registro/ }).check();
  await page.getByText('jue 26/11 10:24 am').waitFor();
  await page.getByRole('button', { name: 'Cómo se calculó' }).first().waitFor();
  await page.getByText('Cumple la política 5.3 al salir el correo.').waitFor();
  await page.getByRole('tab', { name: /Nota interna/ }).click();
  await page.getByRole('tab', { name: /Escalar a área/ }).click();
  await eventually(
    'what was written is there',
    async () => (await note().inputValue()) === '¿Sale antes del 11/12, y falta algún documento?',
  );
  assert.ok(await page.getByRole('checkbox', { name: /Registro/ }).isChecked());
  await expectAccessibleEverywhere(page);
});

test('within ten seconds it is taken back, and what was written is there again', async () => {
  await page.getByRole('button', { name: /Escalar a Registro/ }).click();
  await page.getByRole('article', { name: 'Escalado a Registro' }).getByText('Por salir').waitFor();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await note().waitFor();
  await eventually(
    'what was written is there',
    async () => (await note().inputValue()) === '¿Sale antes del 11/12, y falta algún documento?',
  );
  await page.getByRole('article', { name: 'Escalado a Registro' }).waitFor({ state: 'detached' });
  assert.equal(office.smtp.mails.length, 0);
});

test('sent for good the mail leaves, 5.3 is met, and the area’s term runs where everybody sees it', async () => {
  await note().press('Control+Enter');
  await linkIn('registro@itla.example');
  await page.getByText('En Registro').waitFor({ timeout: 60_000 });
  assert.deepEqual(await clocks('Convalidación de Cálculo I'), ['5.3 text escalation', '5.3-area target open']);
  await page.goto('/bandeja/escalados');
  await open('Convalidación de Cálculo I');
  await page.getByRole('article', { name: 'Escalado a Registro' }).getByText('El área responde a más tardar').waitFor();
  await expectAccessibleEverywhere(page);
});

test('the area opens the link on a telephone without a password, and opening it changes nothing', async () => {
  area = await office.page(phone);
  const said = listenForTrouble(area);
  const link = await linkIn('registro@itla.example');
  const answer = await area.goto(link);
  assert.equal(answer?.headers()['referrer-policy'], 'no-referrer');
  assert.match(answer?.headers()['x-robots-tag'] ?? '', /noindex/);
  await area.getByRole('heading', { name: 'Convalidación de Cálculo I', level: 1 }).waitFor();
  await area.getByText('¿Sale antes del 11/12, y falta algún documento?').waitFor();
  for (let n = 0; n < 3; n += 1) await area.reload();
  assert.deepEqual(await clocks('Convalidación de Cálculo I'), ['5.3 text escalation', '5.3-area target open']);
  await expectAccessibleEverywhere(area);
  await area.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(area);
  await area.setViewportSize(phone.viewport);
  assert.deepEqual(said.said, []);
});

test('what is written on it survives the line and the browser, and missing words are said beside the field', async () => {
  await area.getByRole('textbox', { name: 'Su respuesta' }).fill('La convalidación fue aprobada el 23/11. No falta nada.');
  await area.reload();
  assert.equal(
    await area.getByRole('textbox', { name: 'Su respuesta' }).inputValue(),
    'La convalidación fue aprobada el 23/11. No falta nada.',
  );
  await area.getByRole('button', { name: 'Enviar respuesta' }).click();
  await area.getByText('Escriba su nombre').waitFor();
  await area.getByRole('textbox', { name: 'Su nombre' }).fill('Nurys Abreu');
  await area.context().setOffline(true);
  await area.getByRole('button', { name: 'Enviar respuesta' }).click();
  await area.getByText('No salió; su texto sigue aquí.').waitFor();
  await area.context().setOffline(false);
  await expectAccessible(area);
});

test('the answer goes to the requester once, and ends the area’s term', async () => {
  await area.setInputFiles('input[type=file]', { name: 'acta.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await area.getByRole('button', { name: 'Enviar respuesta' }).click();
  await area.getByText('Respuesta enviada').waitFor();
  await expectAccessibleEverywhere(area);
  const mail = await mailTo(person(1).email);
  assert.match(mail, /Nurys Abreu/);
  assert.match(mail, /filename=acta\.pdf/);
  await page.getByRole('article').getByText('Respuesta de Registro', { exact: true }).waitFor({ timeout: 60_000 });
  await page
    .getByRole('article', { name: 'Escalado a Registro' })
    .getByText('Respondida por Nurys Abreu, Registro')
    .waitFor({ timeout: 60_000 });
  assert.deepEqual(await clocks('Convalidación de Cálculo I'), ['5.3 text escalation', '5.3-area target area']);
  await expectAccessibleEverywhere(page);
  await area.reload();
  await area.getByText(/Ya fue respondida por Nurys Abreu, Registro, 24\/11 10:24 am/).waitFor();
  assert.equal(office.smtp.mails.filter(({ to }) => to.includes(person(1).email)).length, 1);
});

test('an area that hands it back with a reason leaves it with the operator, with a term of 24 hours', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/bandeja');
  await open('Pago de la matrícula');
  await page.keyboard.press('x');
  await page.getByRole('checkbox', { name: /Caja/ }).check();
  await page.getByRole('radio', { name: 'Otro momento' }).check();
  await page.getByLabel('Fecha del plazo').fill('2026-11-25');
  await page.getByLabel('Hora del plazo').fill('12:00');
  await page.getByText('9 h 36 min de horario desde ahora').waitFor();
  await note().fill('¿Aparece el pago del 20/11?');
  await note().press('Control+Enter');
  const link = await linkIn('caja@itla.example');
  await area.goto(`/area/${tokenOf(office.k, 'area', link.split('/').at(-1)?.split('-')[0] ?? '', Date.now() - 1000)}`);
  await area.getByRole('heading', { name: 'Este enlace venció' }).waitFor();
  await expectAccessibleEverywhere(area);
  await area.getByRole('button', { name: 'Pedir otro enlace' }).click();
  await area.getByText('Le enviamos otro enlace a la dirección de correo del área').waitFor();
  await until(() => toCaja().length === 2);
  await area.goto(await linkIn('caja@itla.example'));
  await area.getByText('Su respuesta llega a María Peguero').waitFor();
  await area.getByRole('button', { name: 'Devolver' }).click();
  await area.getByRole('textbox', { name: 'Motivo' }).fill('Los pagos de becas los ve Becas.');
  await expectAccessibleEverywhere(area);
  await area.setViewportSize(phone.viewport);
  await area.getByRole('button', { name: 'Devolver con este motivo' }).click();
  await area.getByText('ya la tiene de vuelta').waitFor();
  await page.getByText('la devolvió · Los pagos de becas los ve Becas.').waitFor({ timeout: 60_000 });
  assert.deepEqual(await clocks('Pago de la matrícula'), ['5.3 target open', '5.3 text escalation', '5.3-area target returned']);
  await page.getByRole('link', { name: /Devuelta: responda antes de vie 27\/11 10:24 am/ }).waitFor();
  await expectAccessibleEverywhere(page);
});

test('two areas at once, and a mail from another address under the link of one counts only once a person takes it', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/bandeja');
  await open('Beca de transporte');
  await page.keyboard.press('x');
  await note().fill('¿A quién le toca, y qué falta?');
  await page.getByRole('checkbox', { name: /Becas/ }).check();
  await page.getByRole('searchbox', { name: 'Buscar entre 8 áreas' }).fill('fin');
  await page.getByRole('checkbox', { name: /Finanzas/ }).check();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: /Escalar a 2 áreas/ }).click();
  const asked = await mailTo('becas@itla.example');
  await mailTo('finanzas@itla.example');
  await page.getByText('En Becas').waitFor({ timeout: 60_000 });
  await page.getByText('En Finanzas').waitFor({ timeout: 60_000 });
  const replyTo = /^Reply-To:.*?([\w.+-]+@[\w.-]+)/im.exec(asked)?.[1] ?? '';
  await office.deliver(60, '2026-11-24T10:20:00-04:00', {
    series: 'area',
    from: { name: 'Ana Féliz', email: 'ana.feliz@correo.example' },
    to: replyTo,
    subject: 'Re: Beca de transporte',
    text: 'Le toca a Becas; no falta nada.',
  });
  const claim = page.getByRole('article').filter({ hasText: 'Le toca a Becas; no falta nada.' });
  await claim.getByText('pero de otra dirección').waitFor({ timeout: 60_000 });
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await claim.getByRole('button', { name: 'Tomar como respuesta del área' }).click();
  await page.getByText('Respuesta de Becas', { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByRole('article', { name: 'Escalado a Becas' }).getByText('Respondida por Ana Féliz, Becas').waitFor({ timeout: 60_000 });
  await page.getByRole('article', { name: 'Escalado a Finanzas' }).getByText('El área responde a más tardar').waitFor();
});

test('the requester sees on a page of his own where the matter is, and what he adds joins it', async () => {
  await page.goto('/bandeja/todas');
  await open('Pago de la matrícula');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await area.goto(new URL(await statusLink(office.k, id)).pathname);
  await area.getByRole('heading', { name: 'Pago de la matrícula', level: 1 }).waitFor();
  await area.getByText('María Peguero la pasó a Caja').waitFor();
  await area.getByText('Caja la devolvió al Servicio').waitFor();
  await expectAccessibleEverywhere(area);
  await area.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(area);
  await area.setViewportSize(phone.viewport);
  await area.getByRole('button', { name: 'Enviar', exact: true }).click();
  await area.getByText('Escriba lo que quiere agregar.').waitFor();
  await area.getByRole('textbox', { name: '¿Quiere agregar algo?' }).fill('Adjunto: pagué el 20/11 en la sucursal.');
  await area.reload();
  await area.getByRole('button', { name: 'Enviar', exact: true }).click();
  await area.getByText('Lo recibimos y quedó en su consulta.').waitFor();
  await page.getByRole('article').filter({ hasText: 'pagué el 20/11 en la sucursal' }).waitFor({ timeout: 60_000 });
});

test('a link that was altered opens nothing and says what to do, in either language', async () => {
  await area.goto(`${await linkIn('caja@itla.example')}0`);
  await area.getByRole('heading', { name: 'Este enlace no abre nada' }).waitFor();
  await area.getByRole('button', { name: 'English' }).click();
  await area.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
  await expectAccessibleEverywhere(area);
  await area.getByRole('button', { name: 'Español' }).click();
});

test('the page complained of nothing', () => {
  assert.deepEqual(trouble.said, []);
  return Promise.resolve();
});
