import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useMay } from '../shell/session.ts';
import s from './contacts.module.css';
import { type DataRequest, dataPath, dataRequestsKey, fetchDataRequests } from './data-api.ts';
import { useDataWords } from './data-words.ts';
import { noonOf } from './day.ts';
import { EndDataDialog, EraseDialog, NoteDataDialog } from './DataDialogs.tsx';
import { Section } from './Section.tsx';

interface DataRequestsProps {
  /** Of the card. */
  readonly id: string;
  readonly name: string;
  readonly onChanged: () => Promise<unknown>;
}

type Open = { readonly kind: 'note' } | { readonly kind: 'erase' | 'end'; readonly request: DataRequest } | null;

/** What the person asked about their own data: until when, what was done, and how it ended (Law 172-13). */
export function DataRequests({ id, name, onChanged }: DataRequestsProps) {
  const words = useDataWords();
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const query = useQuery({ queryKey: dataRequestsKey(id), queryFn: () => fetchDataRequests(id) });
  const close = { onChanged, onClose: () => setOpen(null) };
  return (
    <Section
      title={words.title}
      text={words.text}
      action={
        may('contacts.change') && (
          <button type="button" className="btn s" onClick={() => setOpen({ kind: 'note' })}>
            {words.note}
          </button>
        )
      }
    >
      {query.error && !query.data && <LoadTrouble error={query.error} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="sm muted">{words.none}</p>}
      <ul className={s.entries}>
        {query.data?.items.map((request) => (
          <li key={request.id} className={s.entry}>
            <div className={s.entryText}>
              <About request={request} />
              {may('personalData.handle') && (
                <Acts
                  request={request}
                  onErase={() => setOpen({ kind: 'erase', request })}
                  onEnd={() => setOpen({ kind: 'end', request })}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {open?.kind === 'note' && <NoteDataDialog id={id} name={name} {...close} />}
      {open?.kind === 'erase' && <EraseDialog request={open.request} {...close} />}
      {open?.kind === 'end' && <EndDataDialog request={open.request} {...close} />}
    </Section>
  );
}

function About({ request }: { readonly request: DataRequest }) {
  const words = useDataWords();
  const format = useFormats();
  const moment = (at: string): string => format.moment(Date.parse(at));
  return (
    <>
      <b className="med">
        {request.number} · {words.kinds[request.kind]}
      </b>
      <span className="sm">
        {words.asked(request.askedBy, format.fullDate(noonOf(request.askedOn)))} · {words.ways[request.identifiedBy]}
      </span>
      {request.detail && <span className={`sm ${s.noteText}`}>{request.detail}</span>}
      {request.ended ? (
        <>
          <span className="sm">{words.ended(words.outcomes[request.ended.outcome], request.ended.by, moment(request.ended.at))}</span>
          <span className={`sm muted ${s.noteText}`}>{request.ended.answer}</span>
        </>
      ) : (
        <Link className={`sm ${request.isOverdue ? 'bad' : ''}`} to={`/plazo/${request.obligation}`}>
          {(request.isOverdue ? words.wasDue : words.due)(moment(request.dueAt))}
        </Link>
      )}
      {request.steps.map((step) => (
        <span key={step.kind + step.at} className="xs faint">
          {words.step(words.steps[step.kind], step.by, moment(step.at))}
          {step.kind === 'erasure' &&
            ` · ${(['conversations', 'kept'] as const).map((what) => words.counts[what](step.counts[what] ?? 0)).join(' · ')}`}
        </span>
      ))}
    </>
  );
}

interface ActsProps {
  readonly request: DataRequest;
  readonly onErase: () => void;
  readonly onEnd: () => void;
}

/** What stayed when it was erased goes later, although the request has been closed. */
function Acts({ request, onErase, onEnd }: ActsProps) {
  const words = useDataWords();
  const isOpen = request.ended === null;
  const last = request.steps.findLast((step) => step.kind === 'erasure');
  const canErase = request.kind === 'erasure' && request.ended?.outcome !== 'refused' && (isOpen || (last?.counts.kept ?? 0) > 0);
  if (!isOpen && !canErase) return null;
  return (
    <>
      <span className={s.acts}>
        {isOpen && (
          <>
            <a className="btn s" href={dataPath(request.id, 'data')} download>
              <IconDownload aria-hidden="true" />
              {words.data}
            </a>
            <a className="btn s" href={dataPath(request.id, 'mail')} download>
              <IconDownload aria-hidden="true" />
              {words.mail}
            </a>
          </>
        )}
        {canErase && (
          <button type="button" className="btn s" onClick={onErase}>
            <IconEraser aria-hidden="true" />
            {words.erase}
          </button>
        )}
        {isOpen && (
          <button type="button" className="btn s" onClick={onEnd}>
            {words.end}
          </button>
        )}
      </span>
      {isOpen && <span className="xs faint">{words.handOver}</span>}
    </>
  );
}
