// The coordinator's calendar moves deadlines, and each one can be followed by hand.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { expectAccessibleEverywhere, field, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let inbox: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice({
    async prepare({ deliver }) {
      await deliver(1, '2026-11-24T08:30:00-04:00', { subject: 'Constancia de estudios' });
      await deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Horario del laboratorio' });
    },
  });
  const coordinator = await office.colleague('Rosanna Mejía', 'coordinator');
  page = await office.page({ as: coordinator });
  inbox = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

test('a closure says how many deadlines it moves before it is declared', async () => {
  await inbox.goto('/bandeja');
  await inbox.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await inbox.getByText('vence vie 27/11 8:30 am').waitFor();
  await page.goto('/configuracion');
  await page.getByRole('heading', { level: 1, name: 'Configuración' }).waitFor();
  await expectAccessibleEverywhere(page);
  await page.goto('/configuracion/horario');
  await field(page, 'Día').fill('2026-11-25');
  await field(page, 'Desde').fill('12:00');
  await field(page, 'Hasta').fill('16:00');
  await page.getByText('Mueve 2 plazos', { exact: true }).waitFor();
  await expectAccessibleEverywhere(page);
  assert.ok(await inbox.getByText('vence vie 27/11 8:30 am').isVisible(), 'nothing moved yet');
});

test('declared, it moves the deadline on the screen of whoever looks at it', async () => {
  await field(page, 'Motivo').fill('Paso de la tormenta');
  await page.getByRole('button', { name: 'Declarar cierre' }).click();
  await page.getByText('Movió 2 plazos.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Paso de la tormenta' }).waitFor();
  assert.equal(await page.getByText('No mueve ningún plazo').count(), 0, 'what was just declared is not previewed again');
  await inbox.getByText('vence vie 27/11 12:30 pm').waitFor();
});

test('how it was calculated shows the closure, its reason and the other reading', async () => {
  await inbox.getByTitle(/^Cómo se calculó/).click();
  await inbox.getByText('8:00 am a 12 m · cierre declarado: Paso de la tormenta').waitFor();
  await inbox.getByText(/^Con la otra lectura, días laborables completos, sería mañana 12 m\./).waitFor();
  await inbox.getByRole('link', { name: 'Ver página' }).click();
  await inbox.getByRole('heading', { level: 1, name: 'Cómo se calculó este plazo' }).waitFor();
  await inbox
    .getByText(/Cierre declarado de .*Paso de la tormenta/)
    .first()
    .waitFor();
  await inbox.getByText(/^Vence .*Responder a esa hora exacta es a tiempo\.$/).waitFor();
  await inbox.getByText('Días laborables completos').first().waitFor();
  await expectAccessibleEverywhere(inbox);
});

test('annulled, the deadline goes back to where it was', async () => {
  await page.getByRole('button', { name: 'Anular el cierre del mié 25/11' }).click();
  await page.getByText('Mueve 2 plazos').last().waitFor();
  await page.getByRole('button', { name: 'Anular cierre' }).click();
  await inbox.goto('/bandeja/todas/10001');
  await inbox.goto('/bandeja');
  await inbox.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await inbox.getByText('vence vie 27/11 8:30 am').waitFor();
});

test('the hours of the week are changed, and a day gets hours of its own', async () => {
  const schedule = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Horario de servicio' }) });
  await schedule.getByRole('button', { name: 'Cambiar' }).click();
  await schedule.getByLabel('viernes, cierra').fill('15:00');
  await schedule.getByText('Mueve', { exact: false }).or(schedule.getByText('No mueve ningún plazo')).first().waitFor();
  await schedule.getByRole('button', { name: 'Guardar horario' }).click();
  await schedule.getByText(/^39 horas a la semana · desde 24\/11, Rosanna Mejía/).waitFor();
  const days = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Días con horario propio' }) });
  await days.getByRole('button', { name: 'Agregar' }).click();
  await days.getByLabel('Día', { exact: true }).fill('2026-12-05');
  await days.getByText('sábado 05/12/2026').waitFor();
  await days.getByLabel('Motivo').fill('Jornada de inscripción');
  await days.getByRole('button', { name: 'Guardar día' }).click();
  await days.getByRole('listitem').filter({ hasText: 'Jornada de inscripción' }).waitFor();
});

test('the holidays of next year are confirmed by a person; a day of the institution’s own can be added', async () => {
  await page.getByLabel('Año').selectOption('2027');
  await page.getByRole('heading', { name: 'Feriados de 2027' }).waitFor();
  const items = page.getByRole('listitem').filter({ hasText: /2027/ });
  await items.first().waitFor();
  await page.getByRole('button', { name: 'Agregar un día' }).click();
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Feriados de 2027' }) });
  await card.getByLabel('Día', { exact: true }).fill('2027-12-06');
  await card.getByLabel('Nombre', { exact: true }).fill('Aniversario del ITLA');
  await card.getByRole('button', { name: 'Agregar', exact: true }).click();
  await card.getByRole('listitem').filter({ hasText: 'Aniversario del ITLA' }).waitFor();
  await card.getByRole('button', { name: /^Confirmar los/ }).click();
  await card.getByText(/Confirmados por Rosanna Mejía/).waitFor();
});

test('a holiday taken off and put back keeps its name', async () => {
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Feriados de 2027' }) });
  const christmas = card.getByRole('listitem').filter({ hasText: 'Navidad' });
  await christmas.getByRole('button', { name: /Quitar/ }).click();
  await christmas.getByRole('button', { name: 'Quitar', exact: true }).click();
  await christmas.waitFor({ state: 'detached' });
  await card.getByRole('button', { name: /Devolver/ }).click();
  await christmas.waitFor();
});

test('an area is added with who answers', async () => {
  await page.goto('/configuracion/areas');
  await page.getByRole('button', { name: 'Agregar área' }).click();
  await field(page, 'Nombre del área').fill('Registro');
  await field(page, 'Correo del área').fill('registro@itla.example');
  await page
    .locator('form')
    .getByRole('button', { name: 'Agregar', exact: true })
    .or(page.getByRole('button', { name: 'Guardar' }))
    .first()
    .click();
  await page.getByRole('listitem').filter({ hasText: 'registro@itla.example' }).waitFor();
  await expectAccessibleEverywhere(page);
});

test('a rule is tried on past mail, turned on, and tags what comes in', async () => {
  await page.goto('/configuracion/etiquetas');
  await page.getByRole('button', { name: 'Crear etiqueta' }).first().click();
  await field(page, 'Nombre').fill('Laboratorios');
  await page.locator('form').getByRole('button', { name: 'Crear' }).click();
  await page.getByText('Laboratorios').first().waitFor();
  await page.goto('/configuracion/reglas');
  await page.getByRole('button', { name: 'Agregar regla' }).click();
  await field(page, 'Nombre de la regla').fill('Laboratorios');
  await page.getByLabel('Palabras o frases, separadas por comas').fill('laboratorio, laboratorios');
  await page.getByLabel('Etiqueta', { exact: true }).selectOption({ label: 'Laboratorios' });
  await page.getByRole('button', { name: 'Probar con el correo pasado' }).click();
  await page.getByText('De 2 mensajes de los últimos 30 días habría actuado en 1.').waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Crear, detenida' }).click();
  await page.getByRole('button', { name: 'Activar «Laboratorios»' }).click();
  await page.getByText('Activa', { exact: true }).waitFor();
  await office.deliver(3, '2026-11-24T10:20:00-04:00', { subject: 'Llave del laboratorio 4' });
  await page.getByText('Actuó 1 vez en 30 días').waitFor();
  await page.getByRole('button', { name: 'Qué hizo «Laboratorios»' }).click();
  await page.getByRole('link', { name: /^VT-/ }).first().waitFor();
  await expectAccessibleEverywhere(page);
});

test('every page of the settings that the role may open is accessible; the others say whose they are', async () => {
  for (const name of ['buzones', 'buzones?lista=microsoft', 'buzones?lista=google', 'parametros']) {
    await page.goto(`/configuracion/${name}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await expectAccessibleEverywhere(page);
  }
  await page.goto('/configuracion/personas');
  await page.getByText('Esta página es de quien administra Ventanilla.').waitFor();
  assert.deepEqual(trouble.said, []);
});

test('whoever administers adds a person, and gets the link of the invitation', async () => {
  const admin = await office.page({ as: await office.colleague('Ana Pérez', 'admin') });
  await admin.goto('/configuracion/personas');
  await admin.getByRole('button', { name: 'Agregar persona' }).click();
  await field(admin, 'Nombre').fill('Luis Féliz');
  await field(admin, 'Correo').fill('luis.feliz@itla.example');
  await admin.getByRole('button', { name: 'Crear cuenta' }).click();
  const added = admin.getByRole('listitem').filter({ hasText: 'luis.feliz@itla.example' });
  await added.waitFor();
  await added.getByText('Enlace para Luis Féliz').waitFor();
});
