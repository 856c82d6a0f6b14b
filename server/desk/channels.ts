import type { Channel } from './port.ts';

const channels = new Map<string, Channel>();

/** Called once by each channel at start. */
export function plugChannel(channel: Channel): void {
  channels.set(channel.name, channel);
}

export function channelNamed(name: string): Channel {
  const channel = channels.get(name);
  if (!channel) throw new Error(`no channel «${name}» is plugged`);
  return channel;
}

/** Whoever only looks needs no channel. */
export function channelIfPlugged(name: string): Channel | undefined {
  return channels.get(name);
}
