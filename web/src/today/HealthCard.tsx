import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import { useFormats, useRealFormats } from '../i18n/LanguageProvider.tsx';
import { capital } from '../i18n/text.ts';
import { useLanguage } from '../i18n/words.ts';
import { fetchMailboxes, type Mailbox, mailboxesKey } from '../mail/api.ts';
import { fetchSystem, type SystemView, systemKey } from '../settings/api.ts';
import { useMay } from '../shell/session.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

/** Whether what the service stands on works, as far as one may look: mailboxes, the last backup, the checks that fail. */
export function HealthCards() {
  const may = useMay();
  return (
    <>
      {may('mailboxes.read') && <MailboxesCard />}
      {may('system.read') && <SystemCard />}
    </>
  );
}

const traffic: Record<Mailbox['state'], Traffic> = { reading: 'met', trouble: 'soon', paused: 'pending', rehearsal: 'running' };

function MailboxesCard() {
  const words = useTodayWords();
  const format = useFormats();
  const { language } = useLanguage();
  const standing = ({ imap, state, lastReadAt }: Mailbox): string => {
    // Nobody fetches its mail: it comes to the product's own SMTP listener.
    const isListener = imap.host === '';
    const word = isListener && state === 'reading' ? words.receiving : words.mailboxStates[state];
    return lastReadAt === null ? word : (isListener ? words.lastCame : words.readAt)(word, format.moment(Date.parse(lastReadAt)));
  };
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes, refetchInterval: 60_000 });
  return (
    <TodayCard title={words.mailboxes} query={mailboxes} height={60} actions={<See to="/configuracion/buzones" what={words.mailboxes} />}>
      <ul className={s.health}>
        {(mailboxes.data ?? []).map((one) => (
          <li key={one.id}>
            <TrafficState state={one.trouble ? 'soon' : traffic[one.state]} label={words.mailboxStates[one.state]} />
            <span className={s.healthText}>
              <b className="med">{one.address}</b>
              <span className="xs faint">{one.trouble ? one.trouble[language] : standing(one)}</span>
            </span>
          </li>
        ))}
        {mailboxes.data?.length === 0 && <li className="muted">{words.noMailbox}</li>}
      </ul>
    </TodayCard>
  );
}

function SystemCard() {
  const words = useTodayWords();
  const system = useQuery({ queryKey: systemKey, queryFn: fetchSystem, staleTime: 30_000 });
  return (
    <TodayCard title={words.system} query={system} height={60} actions={<See to="/configuracion/sistema" what={words.system} />}>
      {system.data && <Checks system={system.data} />}
    </TodayCard>
  );
}

function Checks({ system }: { readonly system: SystemView }) {
  const words = useTodayWords();
  // Copies keep the machine's clock whatever the product's does.
  const format = useRealFormats();
  const { language } = useLanguage();
  const failing = system.checks.filter((check) => !check.ok);
  const [backup] = system.backups;
  return (
    <ul className={s.health}>
      {failing.map((check) => (
        <li key={check.name}>
          <TrafficState state="soon" label={words.fails} />
          <span className={s.healthText}>
            <b className="med">{capital(language === 'es' ? check.name : check.nameEn)}</b>
            <span className="xs faint">{language === 'es' ? check.detail : check.detailEn}</span>
          </span>
        </li>
      ))}
      {failing.length === 0 && (
        <li>
          <TrafficState state="met" label="" />
          <span>{words.allWell(system.checks.length)}</span>
        </li>
      )}
      <li>
        <TrafficState state={backup ? 'met' : 'pending'} label="" />
        <span>{backup ? words.backupOf(format.moment(Date.parse(backup.at))) : words.noBackup}</span>
      </li>
    </ul>
  );
}

function See({ to, what }: { readonly to: string; readonly what: string }) {
  const words = useTodayWords();
  return (
    <Link to={to} className="sm">
      {words.see}
      <span className="sr">: {what}</span>
    </Link>
  );
}
