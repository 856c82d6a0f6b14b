import { IconRefresh } from '@tabler/icons-react';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { TrafficState } from '../../design/TrafficState.tsx';
import { useFormats, useRealFormats } from '../../i18n/LanguageProvider.tsx';
import { capital } from '../../i18n/text.ts';
import { useLanguage } from '../../i18n/words.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { fetchSettings, fetchSystem, makeBackup, type SystemView, settingsKey, systemKey } from '../api.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { NumberSetting, TextSetting } from './SettingFields.tsx';
import { useControlWords } from './words.ts';

/** How this installation is: what was checked, the backups, the disk. */
export default function SystemPage() {
  const words = useControlWords();
  const client = useQueryClient();
  const { language } = useLanguage();
  const system = useQuery({ queryKey: systemKey, queryFn: fetchSystem, staleTime: 30_000 });
  const { data } = system;
  return (
    <div className="stack">
      <Card
        title={words.checks}
        query={system}
        height={320}
        actions={
          <button
            type="button"
            className="btn s"
            aria-disabled={system.isFetching}
            onClick={() => void client.invalidateQueries({ queryKey: systemKey })}
          >
            <IconRefresh aria-hidden="true" />
            {system.isFetching ? words.checking : words.checkAgain}
          </button>
        }
      >
        <ul className={s.checks}>
          {[...(data?.checks ?? [])]
            .sort((a, b) => Number(a.ok) - Number(b.ok))
            .map((check) => (
              <li key={check.name}>
                <TrafficState state={check.ok ? 'met' : 'soon'} label={check.ok ? words.works : words.fails} />
                <span className="grow">
                  <b>{capital(language === 'es' ? check.name : check.nameEn)}</b>{' '}
                  <span className="muted">{language === 'es' ? check.detail : check.detailEn}</span>
                </span>
              </li>
            ))}
        </ul>
      </Card>
      <BackupCard system={system} />
      <Card title={words.installation} query={system}>
        {data && <Installation system={data} />}
      </Card>
    </div>
  );
}

/** The copies there are, where they go, and one more now. */
function BackupCard({ system }: { readonly system: UseQueryResult<SystemView> }) {
  const words = useControlWords();
  const format = useFormats();
  const may = useMay();
  const client = useQueryClient();
  const attempt = useAttempt();
  const make = (): Promise<boolean> =>
    attempt.run(async () => {
      const done = await makeBackup();
      await client.invalidateQueries({ queryKey: systemKey });
      say(words.backupMade(format.bytes(done.bytes)));
    });
  const button = (
    <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={() => void make()}>
      {attempt.isBusy ? words.backingUp : words.backUpNow}
    </button>
  );
  return (
    <Card title={words.backups} query={system} footer={words.backupHint} {...(may('backup.run') && { actions: button })}>
      {attempt.error !== null && (
        <div className={s.pad}>
          <Failure attempt={attempt} />
        </div>
      )}
      {system.data && <Backups backups={system.data.backups} />}
      <BackupSettings />
    </Card>
  );
}

function Backups({ backups }: { readonly backups: SystemView['backups'] }) {
  const words = useControlWords();
  const format = useRealFormats();
  if (backups.length === 0) return <p className={`sm muted ${s.pad}`}>{words.noBackups}</p>;
  return (
    <section className={s.scroll} tabIndex={0} aria-label={words.backups}>
      <table className={`data ${s.pad16}`}>
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            <th scope="col">{words.columns.cause}</th>
            <th scope="col" className="r">
              {words.columns.size}
            </th>
            <th scope="col">{words.columns.folder}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.folder}>
              <td className="nowrap">{format.moment(Date.parse(backup.at))}</td>
              <td>{words.causes[backup.cause as keyof typeof words.causes] ?? backup.cause}</td>
              <td className="r nowrap">{format.bytes(backup.bytes)}</td>
              <td className="mono">{backup.folder}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BackupSettings() {
  const words = useControlWords();
  const may = useMay();
  const settings = useQuery({ queryKey: settingsKey, queryFn: fetchSettings, enabled: may('settings.read') });
  if (!settings.data) return null;
  return (
    <>
      <NumberSetting
        name="backup.keep"
        label={words.keep}
        hint={words.keepHint}
        value={Number(settings.data['backup.keep'])}
        min={1}
        max={365}
        permission="backup.run"
      />
      <TextSetting
        name="backup.folder"
        label={words.folder}
        hint={words.folderHint}
        value={textOf(settings.data['backup.folder'])}
        permission="backup.run"
        read={(text) => (text.trim() === '' ? null : text.trim())}
      />
    </>
  );
}

function Installation({ system }: { readonly system: SystemView }) {
  const words = useControlWords();
  const format = useFormats();
  const real = useRealFormats();
  return (
    <dl className={`${s.facts} ${s.pad}`}>
      <dt>{words.version}</dt>
      <dd>
        {system.version} · Node {system.node}
      </dd>
      <dt>{words.started}</dt>
      <dd>{real.moment(Date.parse(system.startedAt))}</dd>
      {system.disk && (
        <>
          <dt>{words.disk}</dt>
          <dd>{words.diskOf(format.bytes(system.disk.free), format.bytes(system.disk.total))}</dd>
        </>
      )}
      <dt>{words.clock}</dt>
      <dd>{system.clock.driven ? words.drivenClock(format.moment(Date.parse(system.clock.now))) : words.realClock}</dd>
    </dl>
  );
}

/** A setting that is a text; what is none is shown as not set. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
