import '@mantine/core/styles/Drawer.css';
import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadTrouble } from '../../design/Trouble.tsx';
import { conversationPath } from '../address.ts';
import { conversationKey, fetchConversation } from '../api.ts';
import { DueLine } from '../DueLine.tsx';
import { Thread } from '../Thread.tsx';
import { useDeskWords } from '../words.ts';
import s from './merging.module.css';
import { useMergingWords } from './words.ts';

/** Another conversation over the lists, beside the one that is open, to compare them. */
export default function Beside({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useMergingWords();
  const desk = useDeskWords();
  const { data, error, refetch } = useQuery({
    queryKey: conversationKey(id),
    queryFn: ({ signal }) => fetchConversation(id, undefined, signal),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="left"
      size={604}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      title={data ? `${data.number} · ${data.subject || words.noSubject}` : words.loading}
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{ content: s.beside as string, body: s.besideBody as string }}
    >
      {error && !data && <LoadTrouble error={error} title={desk.conversationTrouble} retry={() => void refetch()} />}
      {data && (
        <>
          <div className="row">
            <DueLine conversation={data} />
            <Link className="sm" to={conversationPath(id)} onClick={onClose}>
              {words.open}
            </Link>
          </div>
          <Thread conversation={data} />
        </>
      )}
    </Drawer>
  );
}
