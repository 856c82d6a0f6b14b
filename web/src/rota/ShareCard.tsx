import { Avatar } from '../design/Avatar.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { RotaView, Share } from './api.ts';
import { isOwed, shortName } from './choice.ts';
import s from './rota.module.css';
import { useRotaWords } from './words.ts';

const sumOf = (share: Share): number => share.mail + share.chat;

/** How the duties of the month fall on each person, and how many an even share would give. */
export function ShareCard({ month }: { readonly month: RotaView }) {
  const words = useRotaWords();
  const format = useFormats();
  const places = month.days.filter((day) => isOwed(month, day)).length * 2;
  if (places === 0) return null;
  const held = month.share.reduce((sum, share) => sum + sumOf(share), 0);
  const most = Math.max(1, ...month.share.map((share) => Math.max(sumOf(share), share.expected)));
  const isThisYear = month.from.slice(0, 4) === month.today.slice(0, 4);
  const expected = [...new Set(month.share.map((share) => share.expected))].toSorted((a, b) => b - a);
  return (
    <section className="card">
      <header>
        <h2>
          {words.shareOf(isThisYear ? format.month(month.from.slice(0, 7)).replace(/ \d+$/, '') : format.month(month.from.slice(0, 7)))}
        </h2>
        <span className="grow" />
        <span className="xs faint nowrap">{words.shareBase(held, places)}</span>
      </header>
      {month.share.length === 0 ? (
        <p className="in sm muted">{words.nobody}</p>
      ) : (
        <ul className={s.share}>
          {month.share.map((share) => (
            <ShareLine key={share.person.id} share={share} month={month} most={most} />
          ))}
        </ul>
      )}
      {month.share.length > 0 && (
        <footer className="xs faint">
          <i className={s.isMail} /> {words.mail} <i className={s.isChat} /> {words.chat}
          {' · '}
          {words.expected(expected.length > 1 ? words.span(String(expected.at(-1)), String(expected[0])) : String(expected[0]))}
        </footer>
      )}
    </section>
  );
}

function ShareLine({ share, month, most }: { readonly share: Share; readonly month: RotaView; readonly most: number }) {
  const words = useRotaWords();
  // Only the part that lies in the month.
  const dayOf = (date: string): string => String(Number((date < month.from ? month.from : date > month.to ? month.to : date).slice(8)));
  const absences = month.absences.filter(({ person }) => person.id === share.person.id);
  return (
    <li title={words.shareSaid(share.mail, share.chat, share.expected)}>
      <Avatar name={share.person.name} size="s" />
      <span className="grow">
        <span title={share.person.name}>{shortName(share.person.name)}</span>
        {absences.map(({ id, kind, from, to }) => (
          <em key={id}>
            {words.absences[kind]} {words.span(dayOf(from), dayOf(to))}
          </em>
        ))}
      </span>
      <span className={s.shareBar} aria-hidden="true">
        <i className={s.isMail} style={{ width: `${(share.mail / most) * 100}%` }} />
        <i className={s.isChat} style={{ width: `${(share.chat / most) * 100}%` }} />
      </span>
      <span className={s.shareSum}>
        {sumOf(share)}
        <span className="sr">: {words.shareSaid(share.mail, share.chat, share.expected)}</span>
      </span>
    </li>
  );
}
