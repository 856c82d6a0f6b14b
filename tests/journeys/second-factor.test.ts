// Somebody guards the own account with a telephone, and comes in without it.
import { after, before } from 'node:test';
import * as OTPAuth from 'otpauth';
import type { Page } from 'playwright-core';
import { type Colleague, expectAccessibleEverywhere, field, journey, type Office, openOffice, password } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let agent: Colleague;
let recoveryCode = '';

before(async () => {
  office = await openOffice();
  agent = await office.colleague('Wilkin Santana', 'operator');
  page = await office.page({ as: agent });
});
after(() => office?.close());

test('a second factor is set up in the profile with its first code', async () => {
  await page.goto('/perfil');
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Activar' }).click();
  await page.getByRole('img', { name: 'Código QR de su llave' }).waitFor();
  const said = await page.getByText(/^([A-Z2-7]{4} ?){4,}/).innerText();
  await field(page, 'Código').fill('000000');
  await page.getByRole('button', { name: 'Confirmar' }).click();
  await page.getByRole('alert').filter({ hasText: 'El código no coincide' }).waitFor();
  await expectAccessibleEverywhere(page);
  await field(page, 'Código').fill(new OTPAuth.TOTP({ secret: said.replaceAll(/\s/g, '') }).generate());
  await page.getByRole('button', { name: 'Confirmar' }).click();
  await page.getByText('Sus códigos de recuperación').waitFor();
  [recoveryCode = ''] = await page.getByRole('status').getByRole('listitem').allInnerTexts();
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Ya los guardé' }).click();
  await page.getByText('Activado', { exact: true }).waitFor();
});

/** Another browser, at the field for a recovery code. */
async function withoutTelephone(): Promise<Page> {
  const other = await office.page();
  await other.goto('/entrar');
  await field(other, 'Correo').fill(agent.email);
  await field(other, 'Clave').fill(password);
  await other.getByRole('button', { name: 'Entrar' }).click();
  await other.getByRole('heading', { name: 'Código de su aplicación' }).waitFor();
  await other.getByRole('button', { name: 'Usar un código de recuperación' }).click();
  await field(other, 'Código').fill(recoveryCode);
  return other;
}

test('without the telephone a recovery code opens the door', async () => {
  const other = await withoutTelephone();
  await expectAccessibleEverywhere(other);
  await other.getByRole('button', { name: 'Continuar' }).click();
  await other.getByRole('heading', { name: 'Mi turno', level: 1 }).waitFor();
  await other.context().close();
});

test('and opens it once', async () => {
  const other = await withoutTelephone();
  await other.getByRole('button', { name: 'Continuar' }).click();
  await other.getByText('El código no coincide o ya se usó.').waitFor();
  await other.context().close();
});
