import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** What is asked of the DNS. A name that has none answers with nothing; a server that does not answer fails. */
export interface Records {
  /** Each record with its pieces joined. */
  txt(name: string): Promise<string[]>;
  /** IPv4 and IPv6. */
  addresses(name: string): Promise<string[]>;
  mx(name: string): Promise<string[]>;
}

/** Asks these servers (`address[:port]`), by default the machine's own; `stop` drops what is under way. */
export function openRecords(servers: readonly string[]): Records & { stop(): void } {
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return {
    txt: async (name) => (await orNone(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    addresses: async (name) =>
      isIP(name) ? [name] : (await Promise.all([orNone(resolver.resolve4(name)), orNone(resolver.resolve6(name))])).flat(),
    mx: async (name) => (await orNone(resolver.resolveMx(name))).sort((a, b) => a.priority - b.priority).map((one) => one.exchange),
    stop: () => resolver.cancel(),
  };
}

async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
