import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAccount, type Kernel, type Role } from '#kernel';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { addMailboxByUrl } from '../../server/channels/mail/mailbox.ts';
import { accountById } from '../../server/kernel/auth/account-store.ts';
import { openSession } from '../../server/kernel/auth/sessions.ts';
import { expectAccessible, openBrowser } from './browser.ts';
import { type TestKernel, testKernel } from './database.ts';
import { type Dovecot, startDovecot } from './dovecot.ts';
import { mail, type MailOptions } from './mails.ts';
import { type RunningServer, startServer } from './server.ts';
import { type SmtpSink, startSmtp } from './smtp.ts';

/** The moment of the design: a Tuesday in working time. The server's clock stands there unless a test says otherwise. */
export const tuesday = '2026-11-24T10:24:00-04:00';
export const password = 'cuatro palabras al azar';
export const mailboxAddress = 'servicio@itla.example';

export interface OfficeOptions {
  /** What VENTANILLA_CLOCK says: `tuesday`, standing, where nothing is said. */
  readonly clock?: string;
  /** What came to the mailbox before this instant (ISO) is history; the first of November where nothing is said. */
  readonly since?: string;
  /** Before the server starts, such as a setting or mail that is there already. */
  prepare?(office: Pick<Office, 'k' | 'dovecot' | 'deliver' | 'raw'>): Promise<void>;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface BrowserWish extends BrowserContextOptions {
  /** Signed in as; nobody where nothing is said. */
  readonly as?: Colleague;
}

/** A whole service: database, Dovecot with one mailbox, the server process and a Chromium before it. */
export interface Office {
  readonly t: TestKernel;
  readonly k: Kernel;
  readonly dovecot: Dovecot;
  /** Where answers leave. */
  readonly smtp: SmtpSink;
  readonly browser: Browser;
  /** Replaced by `restart`. */
  server(): RunningServer;
  colleague(name: string, ...roles: Role[]): Promise<Colleague>;
  /** A page at 1440 × 900 in Spanish, in a browser of its own that forgets everything. */
  page(wish?: BrowserWish): Promise<Page>;
  /** Puts the person's session into a browser. */
  signIn(context: BrowserContext, who: Colleague): Promise<void>;
  /** A mail of that number, arrived at the instant (ISO) in the mailbox or one of its folders. */
  deliver(number: number, at: string, options?: MailOptions & { readonly mailbox?: string }): Promise<void>;
  raw(bytes: string | Buffer, at: string, mailbox?: string): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice({ clock = tuesday, since = '2026-11-01T00:00:00-04:00', prepare }: OfficeOptions = {}): Promise<Office> {
  const [dovecot, smtp, t, browser] = await Promise.all([
    startDovecot({ users: [mailboxAddress] }),
    startSmtp(),
    testKernel({ at: clock.split(' ')[0] as string }),
    openBrowser(),
  ]);
  const { k } = t;
  await k.settings.set('institution', {
    name: 'Instituto Tecnológico de Las Américas',
    acronym: 'ITLA',
    department: 'Gestión de la Información',
  });
  await k.settings.set('mail.poll_seconds', 1);
  const imap = `imap://${encodeURIComponent(mailboxAddress)}:${dovecot.password}@127.0.0.1:${dovecot.port}`;
  await addMailboxByUrl(k, { address: mailboxAddress, imap, smtp: `smtp://127.0.0.1:${smtp.port}`, since: Date.parse(since) });
  const raw: Office['raw'] = async (bytes, at, mailbox) =>
    void (await dovecot.deliver(bytes, { internalDate: Date.parse(at), ...(mailbox && { mailbox }) }));
  const deliver: Office['deliver'] = (number, at, { mailbox, ...options } = {}) =>
    raw(mail(number, { date: Date.parse(at), to: mailboxAddress, ...options }), at, mailbox);
  await prepare?.({ k, dovecot, deliver, raw });
  const port = { said: '0' };
  const start = () => startServer({ databaseUrl: t.url, data: t.data, env: { VENTANILLA_CLOCK: clock, PORT: port.said } });
  let server = await start();
  port.said = new URL(server.url).port;
  const office: Office = {
    t,
    k,
    dovecot,
    smtp,
    browser,
    server: () => server,
    deliver,
    raw,
    async colleague(name, ...roles) {
      const email = `${plain(name)}@itla.example`;
      return { id: (await createAccount(k, { name, email, password, roles })).id, name, email };
    },
    async page({ as, ...wish } = {}) {
      const context = await browser.newContext({
        baseURL: server.url,
        locale: 'es-DO',
        viewport: { width: 1440, height: 900 },
        ...wish,
      });
      context.setDefaultTimeout(20_000);
      if (as) await office.signIn(context, as);
      return context.newPage();
    },
    async signIn(context, who) {
      const account = await accountById(k, who.id);
      assert.ok(account, 'the colleague has an account');
      const { secret } = await openSession(k, account, { ip: '127.0.0.1', device: 'Chromium de prueba' });
      await context.addCookies([{ name: 'ventanilla', value: secret, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
    },
    async restart() {
      server = await start();
    },
    async close() {
      await browser.close();
      await server.stop();
      await t.close();
      await Promise.all([dovecot.stop(), smtp.stop()]);
    },
  };
  return office;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z]+/g, '.');
}

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Axe in both themes at both widths, and nothing wider than the window. Leaves the page wide and light. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const [size, colorScheme] of [
    [phone, 'dark'],
    [phone, 'light'],
    [wide, 'dark'],
    [wide, 'light'],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [inner, scroll] = (await page.evaluate('[innerWidth, document.documentElement.scrollWidth]')) as [number, number];
  assert.ok(scroll <= inner, `${page.url()} is ${scroll} px wide in a window of ${inner}`);
}

/** Fails with what the page itself complained about: scripts that broke, and what its policy refused. */
export function listenForTrouble(page: Page): { readonly said: string[] } {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`${message.text()} ${message.location().url}`.trim());
  });
  return { said };
}

/** What a person types into, by its label. */
export function field(page: Page, name: string): Locator {
  return page.locator('input:not([type=radio], [type=checkbox]), textarea, select').and(page.getByLabel(name, { exact: true }));
}

/** Steps of one journey: each needs the one before, so after a failure the others say so at once. */
export function journey(): (sentence: string, work: () => Promise<void>) => void {
  let broken: string | null = null;
  return (sentence, work) =>
    void test(sentence, async () => {
      if (broken !== null) throw new Error(`Not reached, because this failed: ${broken}`);
      try {
        await work();
      } catch (error) {
        broken = sentence;
        throw error;
      }
    });
}
