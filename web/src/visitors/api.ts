import type { AreaPage, StatusPage } from '#desk/shapes';
import { call } from '../api.ts';

export type { AreaPage, StatusPage } from '#desk/shapes';

// The token goes in the body: an address is written in logs and handed on, a body is not.
const ask = <T>(path: string, body: unknown): Promise<T> => call<T>('POST', path, { body, anonymous: true });

export interface NewFile {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

export interface AreaEnd {
  readonly state: 'answered' | 'returned';
  readonly at: string;
}

interface Answer {
  readonly name: string;
  readonly text: string;
  readonly attachments: readonly NewFile[];
  readonly to: AreaPage['to'];
  readonly key: string;
}

export const lookAsArea = (token: string) => ask<AreaPage>('/area/look', { token });
export const answerAsArea = (token: string, answer: Answer) => ask<AreaEnd>('/area/answer', { token, ...answer });
export const returnAsArea = (token: string, name: string, reason: string, key: string) =>
  ask<AreaEnd>('/area/return', { token, name, reason, key });
export const askForLink = (token: string) => ask<unknown>('/area/link', { token });

export const lookAsRequester = (token: string) => ask<StatusPage>('/status/look', { token });
export const addAsRequester = (token: string, text: string, key: string) => ask<unknown>('/status/add', { token, text, key });

export function fileOf(file: File): Promise<NewFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      resolve({
        name: file.name,
        type: file.type || 'application/octet-stream',
        base64: (reader.result as string).replace(/^[^,]*,/, ''),
      });
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
