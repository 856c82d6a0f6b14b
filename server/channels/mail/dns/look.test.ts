import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestKernel, testKernel } from '../../../../tests/world/database.ts';
import { type Dns, startDns, type Zone } from '../../../../tests/world/dns.ts';
import { testMailboxOf } from '../by-hand.ts';
import { takeIn } from '../intake.ts';
import { createMailbox, theMailbox } from '../mailbox.ts';
import { lookAtDns } from './look.ts';
import { isWithin } from './spf.rules.ts';

let t: TestKernel;
let dns: Dns;
let made = 0;
before(async () => {
  dns = await startDns();
  t = await testKernel();
  await t.k.settings.set('mail.dns_servers', [dns.server]);
});
after(async () => {
  await t?.close();
  await dns?.stop();
});

type Way = 'password' | 'microsoft' | 'google';

async function boxAt(domain: string, auth: Way = 'password', smtp: string | null = '127.0.0.1') {
  const server = { host: '127.0.0.1', port: 1, security: 'none' as const, user: 'info', password: 'clave' };
  const { id } = await createMailbox(t.k, {
    address: `info${++made}@${domain}`,
    auth,
    purpose: 'service',
    imap: server,
    smtp: smtp === null ? null : { ...server, host: smtp },
    ...(auth === 'password' ? {} : { oauth: { clientId: 'a', clientSecret: 'b', tenant: 'c' } }),
  });
  return theMailbox(t.k, id);
}

async function found(zone: Zone, auth: Way = 'password') {
  dns.serve(zone);
  return lookAtDns(t.k, await boxAt('itla.test', auth));
}

const key = 'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ';
const good: Zone = {
  'itla.test': { txt: ['otra cosa', 'v=spf1 include:spf.protection.outlook.com -all'] },
  'spf.protection.outlook.com': { txt: ['v=spf1 ip4:40.92.0.0/15 -all'] },
  'selector1._domainkey.itla.test': { txt: [key] },
  '_dmarc.itla.test': { txt: ['v=DMARC1; p=reject; rua=mailto:dmarc@itla.test'] },
};

test('a domain whose three records are right is said to be, with what they allow', async () => {
  const { spf, dkim, dmarc } = await found(good, 'microsoft');
  assert.deepEqual([spf.ok, dkim.ok, dmarc.ok], [true, true, true]);
  assert.deepEqual([spf.code, dkim.code, dmarc.code], ['fine', 'fine', 'fine']);
  assert.match(spf.detail, /deja enviar a Microsoft 365; 1 de 10 consultas/);
  assert.match(dkim.detailEn, /is published \(selector1\)/);
  assert.match(dmarc.detail, /se rechaza \(p=reject\)/);
});

test('what is missing is said with the record to write', async () => {
  const { spf, dkim, dmarc } = await found({ 'itla.test': {} }, 'google');
  assert.deepEqual([spf.code, dkim.code, dmarc.code], ['missing', 'missing', 'missing']);
  assert.match(spf.detail, /v=spf1 include:_spf\.google\.com -all/);
  assert.match(dkim.detail, /google\._domainkey\.itla\.test/);
  assert.match(dmarc.detailEn, /_dmarc\.itla\.test: v=DMARC1; p=none; rua=/);
});

const spfCases: readonly [string, Zone, Way, string][] = [
  ['two records', { 'itla.test': { txt: ['v=spf1 -all', 'v=spf1 mx -all'] } }, 'password', 'several'],
  ['everybody may send', { 'itla.test': { txt: ['v=spf1 +all'] } }, 'password', 'open-to-all'],
  ['everybody by a bare all', { 'itla.test': { txt: ['v=spf1 mx all'] } }, 'password', 'open-to-all'],
  ['a record that cannot be read', { 'itla.test': { txt: ['v=spf1 ipv4:1.2.3.4 -all'] } }, 'password', 'broken'],
  ['an include that is not there', { 'itla.test': { txt: ['v=spf1 include:nada.test -all'] } }, 'password', 'broken'],
  ['the provider is left out', { 'itla.test': { txt: ['v=spf1 mx -all'] } }, 'google', 'sender-not-included'],
  ['the own server is left out', { 'itla.test': { txt: ['v=spf1 ip4:10.0.0.0/8 -all'] } }, 'password', 'sender-not-included'],
  ['a soft mention is none', { 'itla.test': { txt: ['v=spf1 ~ip4:127.0.0.0/8 -all'] } }, 'password', 'sender-not-included'],
  ['the own server by its network', { 'itla.test': { txt: ['v=spf1 ip4:127.0.0.0/8 -all'] } }, 'password', 'fine'],
  [
    'by an include of an include',
    {
      'itla.test': { txt: ['v=spf1 include:a.test -all'] },
      'a.test': { txt: ['v=spf1 include:_spf.google.com ~all'] },
      '_spf.google.com': { txt: ['v=spf1 ip4:1.2.3.0/24 ~all'] },
    },
    'google',
    'fine',
  ],
  [
    'by redirect',
    { 'itla.test': { txt: ['v=spf1 redirect=a.test'] }, 'a.test': { txt: ['v=spf1 ip4:127.0.0.1 -all'] } },
    'password',
    'fine',
  ],
  [
    'nothing counts behind all',
    { 'itla.test': { txt: ['v=spf1 -all include:spf.protection.outlook.com'] }, 'spf.protection.outlook.com': { txt: ['v=spf1 -all'] } },
    'microsoft',
    'sender-not-included',
  ],
];
for (const [what, zone, auth, code] of spfCases) {
  test(`SPF: ${what}: ${code}`, async () => {
    dns.serve({ '127.0.0.1': { a: ['127.0.0.1'] }, ...zone });
    assert.equal((await lookAtDns(t.k, await boxAt('itla.test', auth))).spf.code, code);
  });
}

test('more than ten look-ups void the record, and one that includes itself ends', async () => {
  const chain: Zone = Object.fromEntries(
    Array.from({ length: 12 }, (_, nr) => [`n${nr}.test`, { txt: [`v=spf1 include:n${nr + 1}.test -all`] }]),
  );
  const { spf } = await found({ 'itla.test': { txt: ['v=spf1 include:n0.test -all'] }, ...chain, 'n12.test': { txt: ['v=spf1 -all'] } });
  assert.equal(spf.code, 'too-many-lookups');
  assert.match(spf.detail, /obliga a 13 consultas/);
  const self = await found({ 'itla.test': { txt: ['v=spf1 include:itla.test ip4:127.0.0.1 -all'] } });
  assert.ok(self.spf.code === 'fine' || self.spf.code === 'sender-not-checked');
});

test('DKIM: a withdrawn key, a badly written one, and one of two of Microsoft’s', async () => {
  const at = (text: string): Zone => ({ 'itla.test': {}, 'google._domainkey.itla.test': { txt: [text] } });
  assert.equal((await found(at('v=DKIM1; p='), 'google')).dkim.code, 'revoked');
  assert.equal((await found(at('v=DKIM2; p=AAAA'), 'google')).dkim.code, 'broken');
  assert.equal((await found(at(key), 'google')).dkim.code, 'fine');
  assert.equal((await found({ 'itla.test': {}, 'selector2._domainkey.itla.test': { txt: [key] } }, 'microsoft')).dkim.code, 'fine');
  assert.deepEqual((await found({ 'itla.test': {} })).dkim.ok, null);
});

test('DKIM: a copy of what was sent tells the selector of an own server', async () => {
  const mailbox = await boxAt('firma.test');
  const raw = (s: string, d: string) =>
    Buffer.from(
      `DKIM-Signature: v=1; a=rsa-sha256; d=${d};\r\n s=${s}; bh=x; b=y\r\nFrom: <info@firma.test>\r\nSubject: hola\r\n\r\nhola\r\n`,
    );
  const source = { mailbox, place: 'sent' as const, uidvalidity: '1', isBacklog: false, folder: null };
  await takeIn(t.k, source, [
    { uid: '1', raw: raw('ajeno', 'otra.test'), internalDate: t.k.clock.now() },
    { uid: '2', raw: raw('vtn2026', 'firma.test'), internalDate: t.k.clock.now() },
  ]);
  dns.serve({ 'firma.test': {}, 'vtn2026._domainkey.firma.test': { txt: [key] } });
  const { dkim } = await lookAtDns(t.k, mailbox);
  assert.deepEqual([dkim.ok, dkim.code], [true, 'fine']);
  assert.match(dkim.detail, /\(vtn2026\), y lo enviado va firmado con ella/);
  dns.serve({ 'firma.test': {} });
  assert.equal((await lookAtDns(t.k, mailbox)).dkim.code, 'missing');
});

test('DMARC: of the organisation above, its policy for what lies below, and what only watches', async () => {
  dns.serve({ '_dmarc.itla.test': { txt: ['v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@itla.test'] } });
  const below = (await lookAtDns(t.k, await boxAt('correo.itla.test'))).dmarc;
  assert.match(below.detail, /se aparta \(p=quarantine\) \(por itla\.test\)/);
  const watching = (await found({ 'itla.test': {}, '_dmarc.itla.test': { txt: ['v=DMARC1; p=none'] } })).dmarc;
  assert.deepEqual([watching.ok, watching.code], [true, 'only-watching']);
  assert.match(watching.detail, /No pide informes/);
  const cases = {
    several: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
    broken: ['v=DMARC1; p=maybe'],
    'no-reports': ['v=DMARC1; p=reject'],
  };
  for (const [code, txt] of Object.entries(cases)) assert.equal((await found({ '_dmarc.itla.test': { txt } })).dmarc.code, code);
});

test('a DNS that does not answer is said within seconds, and the test of the mailbox goes on', async () => {
  dns.fallSilent();
  const mailbox = await boxAt('itla.test');
  const began = performance.now();
  const { imap, dns: said } = await testMailboxOf(t.k, mailbox.address);
  assert.ok(performance.now() - began < 15_000);
  assert.equal(imap.ok, false);
  for (const one of [said.spf, said.dmarc]) assert.deepEqual([one.ok, one.code], [null, 'no-answer']);
  assert.match(said.spf.detail, /No se pudo consultar el DNS de itla\.test/);
});

test('nobody outside is asked under a driven clock, nor about this machine or a reserved name', async () => {
  await t.k.settings.set('mail.dns_servers', []);
  const driven = Object.create(t.k, { clock: { value: { driven: true, now: () => t.k.clock.now(), real: () => t.k.clock.real() } } });
  const { spf, dkim, dmarc } = await lookAtDns(driven, await boxAt('itla.test'));
  for (const one of [spf, dkim, dmarc]) assert.deepEqual([one.ok, one.code], [null, 'not-asked']);
  assert.match(spf.detail, /Con VENTANILLA_CLOCK/);
  const local = await lookAtDns(t.k, await boxAt('itla.test'));
  assert.match(local.spf.detail, /es de esta máquina/);
  const mailbox = { ...(await boxAt('itla.test')), imap: { host: 'imap.itla.test', port: 993, security: 'tls' as const, user: null } };
  assert.match((await lookAtDns(t.k, mailbox)).spf.detail, /nombre reservado/);
});

test('an address is within its network, of either family', () => {
  assert.ok(isWithin('40.92.1.2', '40.92.0.0', 15));
  assert.ok(!isWithin('40.94.1.2', '40.92.0.0', 15));
  assert.ok(isWithin('2001:db8::1', '2001:db8::', 32));
  assert.ok(isWithin('2001:db8:0:0:0:0:0:1', '2001:db8::1', null));
  assert.ok(!isWithin('2001:db8::1', '40.92.0.0', 0));
  assert.ok(isWithin('::ffff:1.2.3.4', '::ffff:102:304', null));
});
