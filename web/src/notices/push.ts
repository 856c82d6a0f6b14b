import { call, get, put } from '../api.ts';

/** What this browser does with notices while no console is open in it. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

const isSupported = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** The worker beside the console, which also says what is up where a page cannot be fetched. Without https a browser gives none. */
export async function startWorker(go: (path: string) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kind: string; path: string }>) => {
    if (data.kind === 'go') go(data.path);
  });
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const subscription = isSupported() ? await registration.pushManager.getSubscription() : null;
  // The person may be another one than last time, and the server may have forgotten it.
  if (subscription) await tell(subscription);
}

export async function pushState(): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await current()) ? 'on' : 'off';
}

/** Asks the person, then the browser, then tells the server. */
export async function turnOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState();
  const { key } = await get<{ key: string }>('/notices/push-key');
  const { pushManager } = await navigator.serviceWorker.ready;
  await tell(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  return 'on';
}

export async function turnOff(): Promise<PushState> {
  const subscription = await current();
  if (subscription) {
    await subscription.unsubscribe();
    await call('DELETE', '/notices/subscription', { body: { endpoint: subscription.endpoint } });
  }
  return pushState();
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function tell(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  await put('/notices/subscription', { endpoint, keys });
}
