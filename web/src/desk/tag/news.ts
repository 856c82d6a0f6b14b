import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../shell/live/live.ts';
import { tagsKey } from './api.ts';

/** A tag's name, colour or merge changes wherever it is borne. */
export function useTagNews(): void {
  const client = useQueryClient();
  useLive('tag', () => {
    for (const queryKey of [tagsKey, ['desk', 'list'], ['desk', 'conversation']]) void client.invalidateQueries({ queryKey });
  });
}
