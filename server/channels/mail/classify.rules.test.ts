import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify, type MailSigns, type Nature } from './classify.rules.ts';

const who = { our: ['info@instituto.example'], instanceId: 'abc123', persons: ['formulario@sitio.example'] };
const person: MailSigns = {
  from: 'ana@correo.example',
  subject: 'Consulta',
  returnPath: 'ana@correo.example',
  type: 'text/plain',
  reportType: '',
  autoSubmitted: '',
  precedence: '',
  suppress: '',
  listHeaders: [],
  robotHeaders: [],
  loops: [],
  instance: '',
  references: [],
};

const cases: readonly (readonly [string, Partial<MailSigns>, Nature])[] = [
  ['a plain mail is of a person', {}, 'person'],
  ['Auto-Submitted: no is a person', { autoSubmitted: 'no' }, 'person'],
  ['Auto-Submitted with parameters is a robot', { autoSubmitted: 'auto-replied; owner-email="x@y.example"' }, 'robot'],
  ['auto-notified (RFC 5436) is a robot', { autoSubmitted: 'auto-notified' }, 'robot'],
  ['a null return path is a robot', { returnPath: '' }, 'robot'],
  ['no return path at all says nothing', { returnPath: null }, 'person'],
  ['a delivery report is a bounce', { type: 'multipart/report', reportType: 'delivery-status', returnPath: '' }, 'bounce'],
  ['a read receipt is a robot', { type: 'multipart/report', reportType: 'disposition-notification' }, 'robot'],
  ['a complaint report is a robot', { type: 'multipart/report', reportType: 'feedback-report' }, 'robot'],
  ['qmail says it only in its words', { from: 'MAILER-DAEMON@mx.example', returnPath: '', subject: 'failure notice' }, 'bounce'],
  [
    'Exchange in Spanish',
    { from: 'postmaster@mx.example', returnPath: null, subject: 'No se puede entregar: Undeliverable: Hola' },
    'bounce',
  ],
  ['precedence bulk is a list', { precedence: 'bulk' }, 'list'],
  ['precedence junk is a robot', { precedence: 'Junk' }, 'robot'],
  ['a list header is a list', { listHeaders: ['list-id'] }, 'list'],
  ['Exchange asking for no answers', { suppress: 'DR, RN, OOF' }, 'robot'],
  ['X-Auto-Response-Suppress: none says nothing', { suppress: 'None' }, 'person'],
  ['an autoresponder header', { robotHeaders: ['x-autoreply'] }, 'robot'],
  ['noreply', { from: 'no-reply@tienda.example' }, 'robot'],
  ['noresponder', { from: 'noresponder@banco.example' }, 'robot'],
  ['a bounce address with a token', { from: 'bounces+12=ana=x@lista.example' }, 'robot'],
  ['a bounce address with a number', { from: 'bounce_7@lista.example' }, 'robot'],
  ['a bounce address with its number at once', { from: 'bounces2041@lista.example' }, 'robot'],
  ['a person called Bouncer', { from: 'bouncer@correo.example' }, 'person'],
  ['«Auto:» alone is about a car', { subject: 'Auto: seguro vencido' }, 'person'],
  ['an absence notice answering ours', { subject: 'Respuesta automática: fuera', references: ['t.1.2.x@instituto.example'] }, 'robot'],
  ['an absence subject answering somebody else', { subject: 'Respuesta automática: fuera', references: ['z@otro.example'] }, 'person'],
  ['our own automatic mail coming back', { instance: 'abc123', autoSubmitted: 'auto-replied' }, 'loop'],
  ['X-Loop with our address', { loops: ['<Info@Instituto.example>'] }, 'loop'],
  ['X-Loop of somebody else', { loops: ['otro@sitio.example'] }, 'person'],
  ['another installation of the product', { instance: 'zzz' }, 'robot'],
  [
    'a form that a rule declares a person',
    { from: 'Formulario@sitio.example', autoSubmitted: 'auto-generated', listHeaders: ['list-id'] },
    'person',
  ],
  ['a rule cannot turn a loop into a person', { from: 'formulario@sitio.example', instance: 'abc123' }, 'loop'],
];

for (const [name, signs, nature] of cases) {
  test(`${name}: ${nature}`, () => {
    const judged = classify({ ...person, ...signs }, who);
    assert.equal(judged.nature, nature);
    if (nature !== 'person') assert.notEqual(judged.reason, '');
  });
}
