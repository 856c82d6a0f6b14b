import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainsOf, judged, senderOf, type SenderRule } from './spam.rules.ts';

const rule = (id: string, value: string, verdict: SenderRule['verdict']): SenderRule => ({
  id,
  kind: value.includes('@') ? 'address' : 'domain',
  value,
  verdict,
});
const mail = (from: string, nature: 'person' | 'spam' | 'robot' = 'person', direction: 'in' | 'out' = 'in') => ({
  from,
  nature,
  direction,
  natureReason: null,
});

test('an address goes before its domain, a nearer domain before the one above it', () => {
  const rules = [
    rule('1', 'ofertas.example', 'spam'),
    rule('2', 'ana@ofertas.example', 'wanted'),
    rule('3', 'buenas.ofertas.example', 'wanted'),
  ];
  assert.deepEqual(judged(mail('x@ofertas.example'), rules), { nature: 'spam', natureReason: 'sender-rule 1' });
  assert.deepEqual(judged(mail('x@muy.ofertas.example'), rules).nature, 'spam');
  assert.deepEqual(judged(mail('ana@ofertas.example'), rules).nature, 'person');
  assert.deepEqual(judged(mail('x@buenas.ofertas.example', 'spam'), rules), { nature: 'person', natureReason: 'sender-rule 3' });
  assert.deepEqual(judged(mail('x@misofertas.example'), rules).nature, 'person');
});

test('only what a person wrote or a provider took for spam is judged, and only what came in', () => {
  const rules = [rule('1', 'ofertas.example', 'spam')];
  assert.equal(judged(mail('x@ofertas.example', 'robot'), rules).nature, 'robot');
  assert.equal(judged(mail('x@ofertas.example', 'person', 'out'), rules).nature, 'person');
  assert.deepEqual(judged(mail('x@ofertas.example', 'spam'), rules), { nature: 'spam', natureReason: null });
});

test('an address and a domain are read as people write them; what is neither is refused', () => {
  assert.deepEqual(senderOf(' Promo@Ofertas.example '), { kind: 'address', value: 'promo@ofertas.example' });
  assert.deepEqual(senderOf('@ofertas.example'), { kind: 'domain', value: 'ofertas.example' });
  for (const text of ['', 'ofertas', 'a b@ofertas.example', 'x@', '@', 'x@y@z.example', 'a,b.example'])
    assert.equal(senderOf(text), null, text);
  assert.deepEqual(domainsOf('x@a.b.example'), ['a.b.example', 'b.example']);
  assert.deepEqual(domainsOf('nobody'), []);
});
