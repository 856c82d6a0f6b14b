import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Precedent, proposeArea } from './likeness.rules.ts';

const [registry, grants] = ['1', '2'];
const subjects = {
  [registry as string]: [
    'Récord de notas',
    'Solicitud de récord',
    'Certificación de récord de notas',
    'Legalización de récord',
    'Horario de Registro',
  ],
  [grants as string]: ['Beca de excelencia', 'Solicitud de beca', 'Renovación de la beca', 'Crédito educativo'],
};
const precedents: Precedent[] = Object.entries(subjects).flatMap(([areaId, list]) => list.map((subject) => ({ areaId, subject })));

test('what went to an area again and again is proposed for it, with how many of how many', () => {
  const proposal = proposeArea('RV: RECORD DE NOTAS urgente', precedents);
  assert.equal(proposal?.areaId, registry);
  assert.ok(proposal && proposal.alike >= 3 && proposal.alike <= proposal.of);
  assert.equal(proposeArea('Renovación de beca', precedents)?.areaId, grants);
});

test('nothing is proposed for what nobody has seen, for few precedents, or where they do not agree', () => {
  assert.equal(proposeArea('Parqueo de motocicletas', precedents), null);
  assert.equal(proposeArea('Consulta', precedents), null);
  assert.equal(proposeArea('', precedents), null);
  assert.equal(proposeArea('Crédito educativo', precedents), null);
  const split = [registry, grants, '3', registry, grants, '3'].map((areaId) => ({
    areaId: areaId as string,
    subject: 'Pago de matrícula',
  }));
  assert.equal(proposeArea('Pago de matrícula', split), null);
});

test('the more agree, the surer; never certain, and never surer than those who agree', () => {
  const sure = (many: number, others: number) =>
    proposeArea('Pago de matrícula', [
      ...Array.from({ length: many }, () => ({ areaId: '1', subject: 'Pago de matrícula' })),
      ...Array.from({ length: others }, () => ({ areaId: '2', subject: 'Pago de matrícula' })),
    ])?.confidence ?? 0;
  assert.ok(sure(4, 0) < sure(8, 0) && sure(8, 2) < sure(8, 0));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (many, others) => {
      const confidence = sure(many, others);
      assert.ok(confidence === 0 || (confidence >= 0.5 && confidence <= Math.max(many, others) / (many + others)));
    }),
  );
});

test('the order of the precedents changes nothing', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(precedents, { minLength: precedents.length }), (mixed) => {
      assert.deepEqual(proposeArea('Récord de notas', mixed), proposeArea('Récord de notas', precedents));
    }),
  );
});
