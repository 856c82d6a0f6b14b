// Texts that are written again and again: the coordinator writes one, an operator puts it into an answer with T, and what has no value is asked for
// before anything leaves; the answer is signed once.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { expectAccessibleEverywhere, field, journey, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let coordinator: Page;
let operator: Page;

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-23T09:00:00-04:00', {
    subject: 'Constancia de estudios',
    from: { name: '', email: 'sola@correo.example' },
  });
  coordinator = await office.page({ as: await office.colleague('Rosanna Guzmán', 'coordinator') });
  operator = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
});
after(() => office?.close());

const answer = () => operator.getByRole('textbox', { name: 'Responder' });

test('the coordinator writes a template; a name that does not exist is refused beside it', async () => {
  await coordinator.goto('/configuracion/plantillas');
  await coordinator.getByRole('button', { name: 'Agregar plantilla' }).click();
  await field(coordinator, 'Título').fill('Constancia lista');
  await field(coordinator, 'Texto').fill('Buenos días, {{matricula}}');
  await coordinator.getByRole('button', { name: 'Guardar plantilla' }).click();
  await coordinator.getByText('No existe {{matricula}}').waitFor();
  await field(coordinator, 'Texto').fill('Buenos días, {{solicitante}}: su constancia está lista con el número ');
  await field(coordinator, 'Texto').press('End');
  await coordinator.getByRole('button', { name: 'Poner {{número}}' }).click();
  assert.match(await field(coordinator, 'Texto').inputValue(), /con el número \{\{número\}\}$/);
  await expectAccessibleEverywhere(coordinator);
  await coordinator.getByRole('button', { name: 'Guardar plantilla' }).click();
  await coordinator.getByRole('button', { name: 'Editar Constancia lista' }).waitFor();
});

test('one signs in one’s own words, and reads how', async () => {
  await operator.goto('/perfil');
  await field(operator, 'Firma').fill('{{operador}} · {{siglas}}');
  await operator.getByRole('heading', { name: 'Su firma' }).waitFor();
  await operator
    .locator('form')
    .filter({ has: field(operator, 'Firma') })
    .getByRole('button', { name: 'Guardar' })
    .click();
  await operator.getByText('Wilkin Santana · ITLA').waitFor();
  await expectAccessibleEverywhere(operator);
});

test('T finds it by what is typed and fills it; what has no value is asked for before sending', async () => {
  await operator.goto('/bandeja');
  await operator.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await operator.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await operator.keyboard.press('t');
  await operator.getByRole('combobox', { name: 'Buscar plantilla' }).fill('constáncia numero');
  await operator.getByRole('option', { name: /Constancia lista/ }).waitFor();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('combobox', { name: 'Buscar plantilla' }).press('Enter');
  await eventually('it is filled', async () => /con el número VT-\d+$/.test(await answer().inputValue()));
  await operator.getByText('Falta el valor de {{solicitante}}').waitFor();
  await answer().press('Control+Enter');
  assert.equal(await operator.getByText('Por salir').count(), 0);
  await expectAccessibleEverywhere(operator);
});

test('with its value written it leaves, signed once', async () => {
  await answer().fill((await answer().inputValue()).replace('{{solicitante}}', 'Ana'));
  await operator.getByText('Falta el valor').waitFor({ state: 'detached' });
  await answer().press('Control+Enter');
  await office.smtp.received(1);
  const { text = '', html = '' } = await PostalMime.parse(office.smtp.mails[0]?.raw ?? '');
  assert.match(text, /Ana: su constancia/);
  for (const part of [text, html]) assert.equal(part.match(/Wilkin Santana · ITLA/g)?.length, 1);
});
