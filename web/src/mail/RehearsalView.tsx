import { useState } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { Rehearsal } from './api.ts';
import s from './mail.module.css';
import { useMailWords } from './words.ts';

/** What reading the mailbox would do; nothing has been stored, marked or sent. */
export function RehearsalView({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const words = useMailWords();
  const format = useFormats();
  const [isSampleShown, setSampleShown] = useState(false);
  const since = format.date(Date.parse(rehearsal.since));
  return (
    <>
      <div className={s.figures}>
        <Figure value={format.number(rehearsal.mails)} label={words.mails} />
        <Figure value={format.number(rehearsal.conversations)} label={words.conversations} />
        <Figure value={format.number(rehearsal.waiting)} label={words.waiting(since)} />
        <Figure value={format.number(rehearsal.sends)} label={words.sends} />
      </div>
      <p className="sm muted" style={{ marginTop: 8 }}>
        {words.rehearsal(format.number(rehearsal.mails))}{' '}
        {rehearsal.sample.length > 0 && (
          <button type="button" className="link" aria-expanded={isSampleShown} onClick={() => setSampleShown(!isSampleShown)}>
            {isSampleShown ? words.hideSample : words.seeSample}
          </button>
        )}
      </p>
      {isSampleShown && <Sample rehearsal={rehearsal} />}
    </>
  );
}

function Figure({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <div>
      <b>{value}</b>
      <span>{label}</span>
    </div>
  );
}

function Sample({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const words = useMailWords();
  const format = useFormats();
  return (
    // A box that scrolls must be reachable by keyboard.
    <section className={s.sample} tabIndex={0} aria-label={words.seeSample}>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.received}</th>
            <th scope="col">{words.would}</th>
          </tr>
        </thead>
        <tbody>
          {rehearsal.sample.map((mail, index) => (
            <tr key={`${mail.at}${index}`}>
              <td>{mail.from}</td>
              <td>{mail.subject}</td>
              <td className="nowrap">{format.moment(Date.parse(mail.at))}</td>
              <td>
                {words.woulds[mail.would]}
                {mail.due !== null && <div className="xs faint nowrap">{format.moment(Date.parse(mail.due))}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
