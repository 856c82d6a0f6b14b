// Who writes: the card beside the conversation and on its own page, the telephone typed any way, what the search forgives, and that an
// address more brings its mail to the same person.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { expectAccessibleEverywhere, field, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let operator: Page;
let coordinator: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice();
  const from = { name: 'Yocasta Peña', email: 'yocasta@correo.example' };
  await office.deliver(1, '2026-11-20T09:00:00-04:00', { subject: 'Horario de caja', from });
  await office.deliver(2, '2026-11-23T09:00:00-04:00', { subject: 'Constancia de estudios', from });
  await office.deliver(3, '2026-11-23T10:00:00-04:00', {
    subject: 'Otra cosa',
    from: { name: 'Ruth Abreu', email: 'ruth@correo.example' },
  });
  operator = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
  coordinator = await office.page({ as: await office.colleague('Rosanna Guzmán', 'coordinator') });
  trouble = listenForTrouble(operator);
});
after(() => office?.close());

test('beside the conversation stands the card, and all that the person has written', async () => {
  await operator.goto('/bandeja');
  await operator.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  const panel = operator.getByRole('complementary', { name: 'Solicitante' });
  await panel.getByText('Horario de caja').waitFor();
  await panel.getByText(/Vence/).first().waitFor();
  await panel.getByRole('link', { name: 'Ver ficha' }).click();
  await operator.getByRole('heading', { name: 'Yocasta Peña', level: 1 }).waitFor();
});

test('the card takes what is known of somebody; what cannot be is said beside it', async () => {
  await operator.getByRole('button', { name: 'Editar ficha' }).click();
  await field(operator, 'Segmento').selectOption('corporate');
  await field(operator, 'Organización').fill('Empresa, S. A.');
  await operator.getByRole('button', { name: 'Guardar', exact: true }).click();
  await operator.getByRole('region', { name: 'Ficha' }).getByText('Cliente corporativo').waitFor();
  await field(operator, 'Teléfono').fill('no tengo');
  await operator.getByRole('button', { name: 'Agregar teléfono' }).click();
  await operator.getByText('«no tengo» no es un teléfono').waitFor();
  await field(operator, 'Teléfono').fill('(809) 555 0101');
  await operator.getByRole('button', { name: 'Agregar teléfono' }).click();
  await operator.getByRole('link', { name: '809-555-0101' }).waitFor();
  await field(operator, 'Nota').fill('Prefiere que le escriban.');
  await operator.getByRole('button', { name: 'Guardar nota' }).click();
  await operator.getByText('Prefiere que le escriban.').first().waitFor();
  await operator.getByRole('button', { name: 'Anotar consentimiento' }).click();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('button', { name: 'Anotar', exact: true }).click();
  await operator.getByRole('region', { name: 'Consentimiento (Ley 172-13)' }).getByText('Encuestas de satisfacción').waitFor();
  await expectAccessibleEverywhere(operator);
});

test('mail from another of the addresses is the same person’s', async () => {
  await field(operator, 'Correo').fill('ruth@correo.example');
  await operator.getByRole('button', { name: 'Agregar dirección' }).click();
  await operator.getByText('está en la ficha de Ruth Abreu').waitFor();
  await field(operator, 'Correo').fill('Yocasta <ype@empresa.example>');
  await operator.getByRole('button', { name: 'Agregar dirección' }).click();
  await operator.getByRole('link', { name: 'ype@empresa.example' }).waitFor();
  await office.deliver(4, '2026-11-24T10:20:00-04:00', { subject: 'Factura pendiente', from: { name: '', email: 'ype@empresa.example' } });
  await eventually('it arrives on the card', async () => {
    await operator.reload();
    await operator.getByText('Constancia de estudios').waitFor();
    return (await operator.getByText('Factura pendiente').count()) > 0;
  });
});

test('the list finds without accents and with a slip, and nobody’s name stands in the address', async () => {
  await operator.getByRole('link', { name: 'Contactos' }).first().click();
  await operator.getByRole('list', { name: 'Contactos encontrados' }).waitFor();
  await operator.keyboard.press('/');
  await operator.getByRole('searchbox').fill('yocata pena');
  await operator.getByRole('heading', { name: '1 contacto', level: 2 }).waitFor();
  await operator.getByRole('link', { name: /Yocasta Peña.*Cliente corporativo.*3 conversaciones/ }).waitFor();
  assert.equal(new URL(operator.url()).search, '');
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('searchbox').fill('zzzz');
  await operator.getByText('Ningún contacto coincide').waitFor();
  await operator.keyboard.press('Escape');
  await operator.getByRole('heading', { name: '2 contactos', level: 2 }).waitFor();
  await operator.keyboard.press('Tab');
});

test('two cards of one person are united, and taken apart again', async () => {
  await operator.goto('/contactos');
  await operator.getByRole('link', { name: /Yocasta Peña/ }).click();
  await operator.getByRole('button', { name: 'Unir con otra ficha' }).click();
  await field(operator, 'Buscar la otra ficha').fill('rut abreu');
  await operator.getByRole('radio', { name: /Ruth Abreu/ }).click();
  await operator.getByText('Cuál queda').waitFor();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('button', { name: 'Unir', exact: true }).click();
  await operator.getByRole('link', { name: 'ruth@correo.example' }).waitFor();
  await operator.getByRole('link', { name: /Otra cosa/ }).waitFor();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('button', { name: 'Separar la ficha de Ruth Abreu' }).click();
  await operator.getByRole('link', { name: 'ruth@correo.example' }).waitFor({ state: 'detached' });
});

test('what a person asks about their own data is noted with its clock, handed over, and erased as far as the procedure lets', async () => {
  await operator.getByRole('button', { name: 'Anotar solicitud' }).click();
  await field(operator, 'Qué pide').selectOption('erasure');
  await operator.getByRole('button', { name: 'Anotar', exact: true }).click();
  await operator.getByText(/Responder antes de/).waitFor();
  assert.equal(await operator.getByRole('button', { name: 'Suprimir datos' }).count(), 0);
  await coordinator.goto('/contactos');
  await coordinator.getByText('1 solicitud sobre datos personales abierta').waitFor();
  await coordinator.getByRole('link', { name: /DP-\d+ · Yocasta Peña/ }).click();
  const download = coordinator.waitForEvent('download');
  await coordinator.getByRole('link', { name: 'Descargar datos (JSON)' }).click();
  assert.match((await download).suggestedFilename(), /^datos-DP-\d+\.json$/);
  await coordinator.getByText(/Datos descargados: Rosanna Guzmán/).waitFor();
  await coordinator.getByRole('button', { name: 'Suprimir datos' }).click();
  await coordinator
    .getByText(/está en curso: respóndala o resuélvala primero/)
    .first()
    .waitFor();
  await expectAccessibleEverywhere(coordinator);
  await coordinator.getByRole('button', { name: 'Suprimir ahora' }).click();
  await coordinator.getByText(/Datos suprimidos: Rosanna Guzmán/).waitFor();
  await coordinator.getByRole('link', { name: '809-555-0101' }).waitFor({ state: 'detached' });
  await coordinator.getByRole('button', { name: 'Cerrar solicitud' }).click();
  await field(coordinator, 'Qué se le respondió').fill('Se suprimió la ficha; sus conversaciones abiertas se conservan.');
  await coordinator.getByRole('button', { name: 'Cerrar', exact: true }).last().click();
  await coordinator.getByText(/Hecha · Rosanna Guzmán/).waitFor();
  await expectAccessibleEverywhere(coordinator);
});

test('in English it says the same', async () => {
  await operator.evaluate("localStorage.setItem('ventanilla-language', 'en')");
  await operator.goto('/contactos');
  await operator.getByRole('list', { name: 'Contacts found' }).waitFor();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('link', { name: /yocasta@correo/ }).click();
  await operator.getByRole('heading', { name: 'Consent (Law 172-13)' }).waitFor();
  await expectAccessibleEverywhere(operator);
  assert.deepEqual(
    trouble.said.filter((one) => !/ 4\d\d /.test(one) && !one.includes('status of 4')),
    [],
  );
});
