import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type ZodType, z } from 'zod';
import { type Route, type Role, roles } from '#kernel';
import { type Answer, type TestHttp, testHttp, type Visitor } from './world/visitors.ts';

let t: TestHttp;
before(async () => {
  t = await testHttp();
  // This test alone asks more in a minute than a town does.
  await t.k.settings.set('http.limits', { anonymous: 10_000_000, session: 10_000_000, token: 10_000_000, door: 10_000_000 });
});
after(() => t?.close());

/** The written matrix, not the code's: `docs/permissions.md`, permission by role. */
const granted = new Map<string, ReadonlySet<string>>();
for (const line of readFileSync(new URL('../docs/permissions.md', import.meta.url), 'utf8').split('\n')) {
  const [name, , ...cells] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  if (/^`[\w.]+`$/.test(name ?? '')) granted.set((name as string).slice(1, -1), new Set(roles.filter((_, i) => cells[i] === '✓')));
}

/** What api.md and the procedure say of these, so that a route with a too generous rule does not pass by agreeing with itself. */
const agreed: Readonly<Record<string, string>> = {
  'GET /conversations': 'conversations.read',
  'GET /messages/:id/raw': 'conversations.raw',
  'POST /conversations/:id/replies': 'conversations.reply',
  'DELETE /messages/:id': 'conversations.reply',
  'POST /conversations/:id/notes': 'conversations.note',
  'POST /conversations/:id/resolution': 'conversations.resolve',
  'POST /conversations/:id/no-answer': 'conversations.setAside',
  'POST /conversations/:id/take': 'conversations.take',
  // To oneself or to nobody; to others the operation asks for conversations.assign.
  'POST /conversations/:id/assignment': 'conversations.take',
  'POST /conversations/:id/merges': 'conversations.merge',
  'DELETE /merges/:id': 'conversations.merge',
  'POST /conversations/:id/splits': 'conversations.merge',
  'DELETE /splits/:id': 'conversations.merge',
  'GET /search': 'conversations.read',
  'GET /obligations': 'obligations.read',
  'GET /conformity': 'conformity.read',
  'GET /mailboxes': 'mailboxes.read',
  'POST /mailboxes': 'mailboxes.change',
  'DELETE /mailboxes/:id': 'mailboxes.change',
  'GET /users': 'users.read',
  'POST /users': 'users.change',
  'PATCH /users/:id': 'users.change',
  'POST /users/:id/invitation': 'users.change',
  'POST /tokens': 'tokens.change',
  'DELETE /tokens/:id': 'tokens.change',
  'GET /people': 'people.read',
  'GET /areas': 'areas.read',
  'POST /areas': 'areas.change',
  'GET /acts': 'acts.read',
  'GET /system': 'system.read',
  'POST /system/backup': 'backup.run',
  'GET /settings': 'settings.read',
};

const nameOf = (route: Route) => `${route.method} ${route.path}`;
const isOpen = (route: Route) => route.access === 'public' || route.access === 'setup';
const isAnybody = (route: Route) => route.access === 'signed-in' || route.access === 'signing-in';
const mayBy = (route: Route, role: Role) => isOpen(route) || isAnybody(route) || (granted.get(route.access)?.has(role) ?? false);
/** A stream never ends: its rule and its shapes are asked without opening it. */
const methodOf = (route: Route) => (route.path === '/live' ? 'HEAD' : route.method);
const filled = (path: string, value = '0') => path.replace(/:\w+/g, encodeURIComponent(value));
/** A body that no shape takes, so that a permitted request does nothing. */
const ask = (who: Visitor, route: Route, more = {}) =>
  who.ask(methodOf(route), filled(route.path), route.body ? { 'no such field': 1 } : undefined, more);

/** Refused for who asks, not for what is asked. */
function isRefused({ status, body }: Answer): boolean {
  if (status !== 401 && status !== 403) return false;
  return body === undefined || ['sign-in-needed', 'bad-token', 'not-allowed', 'second-factor-missing'].includes(body.code);
}

test('a list is {items, next}, never a bare array', () => {
  const bare = t.http.routes.filter((route) => route.answer instanceof z.ZodArray).map(nameOf);
  assert.deepEqual(bare, []);
});

test('every route has a rule, and those that were agreed have theirs', () => {
  for (const route of t.http.routes) {
    assert.ok(
      isOpen(route) || isAnybody(route) || granted.has(route.access),
      `${nameOf(route)}: ${route.access} is in no row of docs/permissions.md`,
    );
    const rule = agreed[nameOf(route)];
    if (rule) assert.equal(route.access, rule, nameOf(route));
  }
  assert.deepEqual(new Set(t.http.routes.map(nameOf)).size, t.http.routes.length);
});

for (const role of roles)
  test(`${role}: every route opens or stays shut as the matrix says, to a person and to a script`, async () => {
    const script = await t.script(role);
    let person = await t.signedIn(role);
    for (const route of t.http.routes) {
      const answers = [await ask(person, route), ...(isAnybody(route) ? [] : [await ask(script, route)])];
      for (const answer of answers)
        assert.equal(
          !isRefused(answer),
          mayBy(route, role) || isOpen(route),
          `${nameOf(route)} for ${role}: ${answer.status} ${answer.text}`,
        );
      if (nameOf(route) === 'DELETE /session') person = await t.signedIn(role);
    }
  });

test('nobody, and a token that is not ours, get 401 on everything that is not open', async () => {
  const [nobody, foreign] = [t.visitor(), { headers: { authorization: 'Bearer vt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' } }];
  for (const route of t.http.routes) {
    const [one, other] = [await ask(nobody, route), await ask(nobody, route, foreign)];
    assert.equal(other.status, 401, `${nameOf(route)} for a foreign token`);
    // A code without a sign-in under way is asked to sign in first, although the door itself is open.
    if (!isOpen(route)) assert.equal(one.status, 401, `${nameOf(route)} for nobody: ${one.status} ${one.text}`);
  }
});

test('every change from a page of another origin is refused', async () => {
  const admin = await t.signedIn('admin');
  for (const route of t.http.routes.filter((one) => one.method !== 'GET')) {
    const answer = await ask(admin, route, { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://otra.example' } });
    assert.deepEqual([answer.status, answer.body.code], [403, 'wrong-origin'], nameOf(route));
  }
});

test('an unknown field is refused everywhere', async () => {
  const admin = await t.signedIn('admin', 'coordinator');
  for (const route of t.http.routes) {
    if (nameOf(route) === 'DELETE /session') continue;
    const id = route.path.includes(':') ? '1' : '0';
    const path = filled(route.path, id);
    const queried = await admin.ask(methodOf(route), `${path}?no_such_field=1`, route.body ? {} : undefined);
    assert.ok([400, 404].includes(queried.status), `${nameOf(route)}?no_such_field: ${queried.status} ${queried.text}`);
    if (!route.body) continue;
    const sent = await admin.ask(route.method, path, { 'no such field': 1 });
    assert.ok([400, 404].includes(sent.status), `${nameOf(route)}: ${sent.status} ${sent.text}`);
  }
});

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  '',
  'x',
  '\0',
  '\ud800',
  '%',
  "'; drop table kernel.account; --",
  '9'.repeat(40),
  'ñ'.repeat(5000),
  '2026-99-99',
  [],
  [[]],
  [null],
  {},
  { a: { b: 1 } },
];

test('input that breaks its shape is refused with a sentence, never a 500', async () => {
  const admin = await t.signedIn('admin', 'coordinator');
  for (const route of t.http.routes) {
    if (nameOf(route) === 'DELETE /session') continue;
    for (const request of broken(route)) {
      const answer = await admin.ask(
        methodOf(route),
        request.path,
        request.body,
        request.body === undefined ? {} : { payload: JSON.stringify(request.body) },
      );
      const said = `${nameOf(route)} ${JSON.stringify(request).slice(0, 300)}: ${answer.status} ${answer.text.slice(0, 300)}`;
      assert.ok(answer.status < 500, said);
      if (answer.status >= 400 && answer.body) assert.ok(answer.body.detail.length > 10 && answer.body.code, said);
    }
  }
});

interface Broken {
  readonly path: string;
  readonly body?: unknown;
}

function* broken(route: Route): Iterable<Broken> {
  const path = filled(route.path, '1');
  const plain = route.body ? { body: {} } : {};
  if (route.path.includes(':'))
    for (const value of odd.filter((one) => typeof one === 'string' && one !== ''))
      yield { path: filled(route.path, String(value).toWellFormed()), ...plain };
  for (const field of fieldsOf(route.query))
    for (const value of odd.filter((one) => typeof one !== 'object'))
      yield { path: `${path}?${field}=${encodeURIComponent(String(value).toWellFormed())}`, ...plain };
  if (!route.body) return;
  const fields = fieldsOf(route.body);
  for (const value of odd) {
    yield { path, body: value };
    for (const field of fields) yield { path, body: { [field]: value } };
    if (fields.length > 1) yield { path, body: Object.fromEntries(fields.map((field) => [field, value])) };
  }
}

function fieldsOf(shape: ZodType | undefined): string[] {
  if (!shape) return [];
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as {
    properties?: object;
    anyOf?: { properties?: object }[];
  };
  return [schema, ...(schema.anyOf ?? [])].flatMap((one) => Object.keys(one.properties ?? {}));
}
