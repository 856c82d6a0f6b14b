import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMay } from '../shell/session.ts';
import { cardKey, contactPath, fetchCard } from './api.ts';
import s from './contacts.module.css';
import { useContactWords } from './words.ts';

/** What the card says, beside the conversation: segment, organisation, telephones, the last notes. */
export default function PanelCard({ id }: { readonly id: string }) {
  const words = useContactWords();
  const may = useMay();
  const { data: card } = useQuery({
    queryKey: cardKey(id),
    queryFn: ({ signal }) => fetchCard(id, signal),
    enabled: may('contacts.read'),
  });
  if (!may('contacts.read')) return null;
  return (
    <div className={s.panelCard}>
      {card && (
        <>
          {(card.segment || card.organisation) && (
            <p className="row wrap">
              {card.segment && <span className="chip">{words.segments[card.segment]}</span>}
              {card.organisation && <span className="sm">{card.organisation}</span>}
            </p>
          )}
          {card.phones.map((one) => (
            <a key={one.id} className="sm" href={`tel:${one.number}`} title={words.call(one.shown)}>
              {one.shown}
            </a>
          ))}
          {card.addresses.length > 1 && (
            <ul className="sm" aria-label={words.addresses}>
              {card.addresses.map((one) => (
                <li key={one.id} className="trunc">
                  {one.email}
                </li>
              ))}
            </ul>
          )}
          {card.notes.slice(0, 2).map((one) => (
            <p key={one.id} className={`sm ${s.panelNote}`}>
              <span className="xs faint">{words.notes}</span>
              {one.text}
            </p>
          ))}
        </>
      )}
      <Link className="btn s" to={contactPath(id)}>
        {words.seeCard}
      </Link>
    </div>
  );
}
