import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

// Chromium without a screen shows no notifications: here the worker runs as it lies, and around it stands what a browser would offer.
const source = readFileSync(new URL('../../public/sw.js', import.meta.url), 'utf8');

interface Page {
  readonly focused: boolean;
}

function worker(pages: readonly Page[] = [], network: 'up' | 'down' = 'up') {
  const heard = new Map<string, (event: object) => void>();
  const done: unknown[] = [];
  const clients = {
    matchAll: async () =>
      pages.map((page) => ({ ...page, focus: async () => done.push('focus'), postMessage: (said: unknown) => done.push(said) })),
    openWindow: async (path: string) => done.push(`open ${path}`),
    claim: async () => {},
  };
  const self = {
    addEventListener: (name: string, handler: (event: object) => void) => heard.set(name, handler),
    location: { origin: 'https://desk.itla.example' },
    clients,
    registration: {
      showNotification: async (title: string, more: { body: string; tag: string; data: object }) =>
        done.push([title, more.body, more.tag, { ...more.data }]),
    },
    skipWaiting: () => {},
  };
  const fetch = async () => {
    if (network === 'down') throw new TypeError('offline');
    return 'from the service';
  };
  runInContext(source, createContext({ self, URL, Request, caches: { match: async (path: string) => `kept ${path}` }, fetch, Promise }));
  const tell = async (name: string, event: object) => {
    const waits: Promise<unknown>[] = [];
    const answers: Promise<unknown>[] = [];
    heard.get(name)?.({
      ...event,
      waitUntil: (one: Promise<unknown>) => waits.push(one),
      respondWith: (one: Promise<unknown>) => answers.push(one),
    });
    await Promise.all(waits);
    return answers[0];
  };
  return { done, tell };
}

const message = { title: 'Ventanilla · VT-7', body: 'Le nombraron', path: '/bandeja/todas/7', tag: 'notice-1' };
const pushed = { data: { json: () => message } };
const asked = (path: string, mode = 'cors', method = 'GET') => ({ request: { url: `https://desk.itla.example${path}`, mode, method } });

test('a notice is shown where nobody looks at the console, and not twice before their eyes', async () => {
  const alone = worker([{ focused: false }]);
  await alone.tell('push', pushed);
  assert.deepEqual(alone.done, [[message.title, message.body, message.tag, { path: message.path }]]);
  const seen = worker([{ focused: false }, { focused: true }]);
  await seen.tell('push', pushed);
  assert.deepEqual(seen.done, []);
});

test('pressed, it leads to its place: in the console that is open, else in a new one', async () => {
  const pressed = { notification: { close: () => {}, data: { path: message.path } } };
  const [none, one] = [worker(), worker([{ focused: false }])];
  await none.tell('notificationclick', pressed);
  assert.deepEqual(none.done, [`open ${message.path}`]);
  await one.tell('notificationclick', pressed);
  assert.deepEqual(
    one.done.map((each) => (typeof each === 'string' ? each : { ...(each as object) })),
    ['focus', { kind: 'go', path: message.path }],
  );
});

test('pages come from the service; where it does not answer, from the one page that is kept', async () => {
  assert.equal(await worker().tell('fetch', asked('/bandeja', 'navigate')), 'from the service');
  assert.equal(await worker([], 'down').tell('fetch', asked('/bandeja', 'navigate')), 'kept /offline.html');
  assert.equal(await worker([], 'down').tell('fetch', asked('/offline.js')), 'kept /offline.js');
});

test('answers of the service and pieces of the console are never touched', async () => {
  for (const [path, mode, method] of [
    ['/api/v1/conversations', 'cors', 'GET'],
    ['/api/v1/attachments/1', 'navigate', 'GET'],
    ['/assets/index-a.js', 'no-cors', 'GET'],
    ['/bandeja', 'navigate', 'POST'],
  ] as const)
    assert.equal(await worker([], 'down').tell('fetch', asked(path, mode, method)), undefined, path);
  assert.equal(
    await worker([], 'down').tell('fetch', { request: { url: 'https://otra.example/', mode: 'navigate', method: 'GET' } }),
    undefined,
  );
  assert.doesNotMatch(source, /\.put\(|cache\.add\(/);
});
