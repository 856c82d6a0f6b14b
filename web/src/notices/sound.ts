import { quietEnds } from '#notices/rules';
import { now } from '../shell/clock.ts';
import { fetchPreferences } from './api.ts';

const key = 'ventanilla-sounded';
/** What was there when this page began is no news. */
let known: string | null = null;

/** A tone for a new notice, once a browser however many tabs it has, where one wants it and is in no quiet hour. */
export async function soundFor(notice: string): Promise<void> {
  const isNews = known !== null && Number(notice) > Number(known);
  known = notice;
  if (!isNews || !isFirst(notice)) return;
  const { sound, quiet } = await fetchPreferences();
  if (sound && (quiet === null || quietEnds(now(), quiet) === now())) ring();
}

function isFirst(notice: string): boolean {
  try {
    if (Number(localStorage.getItem(key)) >= Number(notice)) return false;
    localStorage.setItem(key, notice);
  } catch {
    // Nothing is kept here: each tab sounds.
  }
  return true;
}

/** Two short tones. A browser that nobody has touched yet stays silent. */
export function ring(): void {
  const audio = new AudioContext();
  for (const [i, frequency] of [660, 880].entries()) {
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    const from = audio.currentTime + i * 0.14;
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(0.15, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.13);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.14);
  }
  setTimeout(() => void audio.close(), 600);
}
