import assert from 'node:assert/strict';
import test from 'node:test';
import { detailOf, valueOf } from './detail.ts';
import { es } from './words.ts';

const ways = { words: es, roles: { operator: 'Agente de Servicio', auditor: 'Auditor/a' } };

test('what an act kept is said with names, days and roles of people', () => {
  assert.deepEqual(detailOf({ roles: ['operator', 'auditor'] }, ways), ['Roles: Agente de Servicio, Auditor/a']);
  assert.deepEqual(detailOf({ dates: ['2026-12-25'], moved: 0 }, ways), ['Días: 25/12/2026', 'Plazos que movió: 0']);
});

test('identities of the database and fields without a name are left out', () => {
  assert.deepEqual(detailOf({ before: null, after: '17', name: 'Wilkin Santana', version: '9', obligations: ['3'] }, ways), [
    'Nombre: Wilkin Santana',
  ]);
});

test('the value of a setting is no code', () => {
  assert.equal(valueOf('working-days', ways), 'Días laborables completos');
  assert.equal(valueOf(false, ways), 'Apagado');
  assert.equal(valueOf({ name: 'Instituto', acronym: 'ITLA', url: null }, ways), 'Instituto, ITLA');
  assert.equal(valueOf([], ways), null);
});

test('what an area was and is can be read', () => {
  const area = { id: '4', name: 'Registro', mail: 'registro@itla.example', head: null, answers: 'requester', active: true };
  assert.deepEqual(detailOf({ after: area }, ways), ['Después: Registro, registro@itla.example, responde al solicitante, Encendido']);
});
