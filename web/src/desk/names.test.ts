import assert from 'node:assert/strict';
import test from 'node:test';
import { plainAddress } from './names.ts';

test('an address of ours is shown without what stands in it for the conversation', () => {
  assert.equal(plainAddress('servicio+t10271.9bd0310e9a08ee96946162fc0a5e4963@iste.example'), 'servicio@iste.example');
});

test('what somebody else writes after a plus stays', () => {
  assert.equal(plainAddress('ana+compras@correo.example'), 'ana+compras@correo.example');
});
