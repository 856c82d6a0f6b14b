import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Notice } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useMay } from '../shell/session.ts';
import { contactPath } from './api.ts';
import s from './contacts.module.css';
import { fetchOpenDataRequests, openDataKey } from './data-api.ts';
import { useDataWords } from './data-words.ts';

/** Above the list, to whoever answers them: requests about personal data that nobody has ended. */
export function OpenDataRequests() {
  const words = useDataWords();
  const format = useFormats();
  const may = useMay();
  const { data } = useQuery({ queryKey: openDataKey, queryFn: fetchOpenDataRequests, enabled: may('personalData.handle') });
  if (!data || data.items.length === 0) return null;
  return (
    <div className={s.openData}>
      <Notice tone={data.items.some((one) => one.isOverdue) ? 'warn' : 'info'}>
        <b className="med">{words.open(data.items.length)}</b>
        <ul>
          {data.items.slice(0, 5).map((one) => (
            <li key={one.id}>
              <Link to={contactPath(one.contact.id)}>
                {one.number} · {one.contact.name}
              </Link>{' '}
              <span className="sm">{(one.isOverdue ? words.wasDue : words.due)(format.moment(Date.parse(one.dueAt)))}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
