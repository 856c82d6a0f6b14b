import { Modal } from '@mantine/core';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/words.ts';
import { conversationPath } from '../address.ts';
import type { Bulk } from './api.ts';
import s from './bulk.module.css';
import { useBulkWords } from './words.ts';

/** Those that were refused or left as they are, each with the reason. */
export default function ToldDialog({ bulk, onClose }: { readonly bulk: Bulk; readonly onClose: () => void }) {
  const words = useBulkWords();
  const { language } = useLanguage();
  return (
    <Modal opened onClose={onClose} title={words.whichTitle} size={520} closeButtonProps={{ 'aria-label': words.close }}>
      <ul className={s.told}>
        {bulk.told.map(({ id, number, subject, reason }) => (
          <li key={id}>
            <Link to={conversationPath(id)} onClick={onClose}>
              {number}
            </Link>{' '}
            {subject}
            <span className="sm muted">{language === 'en' ? reason.en : reason.es}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
