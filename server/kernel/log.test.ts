import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';
import { asSentence, openLog } from './log.ts';

function written(fields: Record<string, unknown>): string {
  let text = '';
  openLog('debug', (line) => {
    text += line;
  }).warn('tried', fields);
  return text;
}

test('what lies under a name that smells of a secret is not written, however deep', () => {
  const text = written({
    password: 'uno-1',
    auth: { user: 'ana', pass: 'dos-2', more: [{ accessToken: 'tres-3' }] },
    clave: 'cuatro-4',
    error: Object.assign(new Error('no se pudo con postgres://ana:cinco-5@127.0.0.1/x'), { secret: 'seis-6' }),
    urls: ['imap://ana:siete-7@correo.example'],
  });
  assert.doesNotMatch(text, /uno-1|dos-2|tres-3|cuatro-4|cinco-5|seis-6|siete-7/);
  assert.match(text, /"user":"ana"/);
  assert.match(text, /postgres:\/\/ana:\[oculto\]@127\.0\.0\.1\/x/);
});

test('a line is one JSON object with its level, its event and the fields of whoever writes', () => {
  let text = '';
  const log = openLog('info', (line) => {
    text += line;
  }).with({ requestId: 'r1' });
  log.debug('unseen');
  log.info('seen', { at: 1, list: [1, null, 'a\nb'] });
  assert.deepEqual(Object.keys(JSON.parse(text)), ['at', 'level', 'event', 'requestId', 'list']);
  assert.equal(text.split('\n').length, 2);
});

test('on a terminal a line is a sentence with what it is about and why: no JSON, no stack, no secret', () => {
  let text = '';
  const log = openLog('info', (line) => {
    text += asSentence(line);
  });
  log.warn('mail.read-failed', { mailbox: 'info@itla.test', failures: 2, password: 'uno-1', error: new Error('connect ECONNREFUSED') });
  assert.match(
    text,
    /^\d\d:\d\d:\d\d ! No se pudo leer un buzón; se vuelve a intentar solo · mailbox info@itla\.test · failures 2 · .*Error: connect ECONNREFUSED\n$/,
  );
  assert.doesNotMatch(text, /[{}]|uno-1|    at /);
});

test('VENTANILLA_LOG says how much, and json beside it that a terminal gets JSON too', () => {
  const read = (log?: string) => {
    const { log: level, logJson } = readConfig(log === undefined ? {} : { VENTANILLA_LOG: log });
    return [level, logJson];
  };
  assert.deepEqual(
    [read(), read('warn'), read('json'), read('debug json')],
    [
      ['info', false],
      ['warn', false],
      ['info', true],
      ['debug', true],
    ],
  );
  assert.throws(() => read('mucho'), { code: 'bad-configuration' });
});
