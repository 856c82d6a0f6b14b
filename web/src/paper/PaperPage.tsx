import { IconChevronLeft, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { conversationPath } from '../desk/address.ts';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { now } from '../shell/clock.ts';
import { useTitle } from '../shell/title.ts';
import { useMay, usePerson, useSession } from '../shell/session.ts';
import { fetchPrinted, paperKey, type Printed } from './api.ts';
import { pageStyle } from './page-style.ts';
import s from './paper.module.css';
import { PrintedEntry } from './PrintedEntry.tsx';
import { usePaperWords } from './words.ts';

/** A conversation as it goes on paper: whole, numbered, and with nothing of the console around it. */
export default function PaperPage() {
  const words = usePaperWords();
  const may = useMay();
  const { id = '' } = useParams();
  const [address] = useSearchParams();
  const withNotes = address.get('notas') === '1';
  const withHeaders = address.get('encabezados') === '1' && may('conversations.raw');
  const printed = useQuery({
    queryKey: paperKey(id, withHeaders),
    queryFn: ({ signal }) => fetchPrinted(id, withHeaders, signal),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const isWhole = printed.data !== undefined && !printed.isPlaceholderData;
  useTitle(printed.data?.number ?? words.print);
  return (
    <main className={s.desk}>
      <div className={s.bar}>
        <Link className="btn quiet" to={conversationPath(id)}>
          <IconChevronLeft aria-hidden="true" />
          {words.back}
        </Link>
        <span className="grow" />
        <fieldset className={s.options}>
          <legend className="sr">{words.options}</legend>
          <Option name="notas" label={words.notes} isOn={withNotes} />
          {may('conversations.raw') && <Option name="encabezados" label={words.headers} isOn={withHeaders} />}
        </fieldset>
        <button type="button" className="btn primary" aria-disabled={!isWhole} onClick={() => isWhole && window.print()}>
          <IconPrinter aria-hidden="true" />
          {words.print}
        </button>
      </div>
      {printed.data ? (
        <Paper printed={printed.data} withNotes={withNotes} />
      ) : printed.error ? (
        <LoadTrouble error={printed.error} retry={() => void printed.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </main>
  );
}

function Option({ name, label, isOn }: { readonly name: string; readonly label: string; readonly isOn: boolean }) {
  const [, setAddress] = useSearchParams();
  const turn = (): void =>
    setAddress(
      (before) => {
        if (isOn) before.delete(name);
        else before.set(name, '1');
        return before;
      },
      { replace: true },
    );
  return (
    <label className={s.option}>
      <input type="checkbox" checked={isOn} onChange={turn} />
      {label}
    </label>
  );
}

function Paper({ printed, withNotes }: { readonly printed: Printed; readonly withNotes: boolean }) {
  const words = usePaperWords();
  const format = useFormats();
  const person = usePerson();
  const institution = useSession().data?.institution;
  const { number, subject, requester, mailbox, assignee, state, receivedAt } = printed;
  const entries = printed.messages.filter(({ direction }) => withNotes || direction !== 'note');
  const mails = entries.filter(({ direction }) => direction === 'in' || direction === 'out').length;
  const at = now();
  const house = [institution?.name, institution?.department].filter(Boolean).join(' · ');
  return (
    <article className={s.paper}>
      <style>{pageStyle({ number, subject, date: format.fullDate(at), institution: house, page: words.page, of: words.of })}</style>
      <header className={s.head}>
        <p className={s.house}>{house}</p>
        <h1>{`${number} · ${subject}`}</h1>
        <dl>
          <dt>{words.requester}</dt>
          <dd>{[requester.name, `<${requester.email}>`].join(' ')}</dd>
          <dt>{words.mailbox}</dt>
          <dd>{mailbox ?? '—'}</dd>
          <dt>{words.received}</dt>
          <dd>{format.full(Date.parse(receivedAt))}</dd>
          <dt>{words.state}</dt>
          <dd>{words.states[state]}</dd>
          <dt>{words.assignee}</dt>
          <dd>{assignee?.name ?? words.nobody}</dd>
        </dl>
        <p className={s.small}>
          {[
            words.messages(format.number(mails), mails === 1),
            words.printed(`${format.fullDate(at)}, ${format.time(at)}`, person.name),
            withNotes ? null : words.withoutNotes,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {entries.map((message) => (
        <PrintedEntry key={message.id} message={message} />
      ))}
    </article>
  );
}
