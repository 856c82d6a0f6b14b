// Stands beside the console: shows notices while no page of it is open, and says what is up when a page cannot be fetched. It keeps two files of its
// own and nothing else: neither an answer of the service nor a piece of the console, so that an update is there with the next page.
const kept = 'ventanilla-offline-1';
const own = ['/offline.html', '/offline.js', '/icon.svg'];

self.addEventListener('install', (event) => {
  // Past the worker altogether where the browser can: what a page says as it closes would be lost on the way through it.
  if (event.addRoutes)
    event.waitUntil(
      event.addRoutes(['/api/*', '/assets/*'].map((pathname) => ({ condition: { urlPattern: { pathname } }, source: 'network' }))),
    );
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(own.map((path) => new Request(path, { cache: 'reload' })))));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== 'GET' || pathname.startsWith('/api/')) return;
  // Pages come from the service; what is kept here answers only where it does not.
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline.html')));
  else if (own.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(pathname)));
});

self.addEventListener('push', (event) => {
  event.waitUntil(show(event.data ? event.data.json() : {}));
});

/** Whoever looks at the console sees it there. */
async function show({ title = 'Ventanilla', body = '', path = '/avisos', tag = 'notice' }) {
  const pages = await self.clients.matchAll({ type: 'window' });
  if (pages.some((page) => page.focused)) return;
  await self.registration.showNotification(title, { body, tag, icon: '/icon-192.png', badge: '/badge.png', lang: 'es', data: { path } });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path ?? '/avisos'));
});

async function open(path) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return void (await self.clients.openWindow(path));
  await page.focus();
  // The console goes there itself: what is being written on it must not be read anew.
  page.postMessage({ kind: 'go', path });
}
