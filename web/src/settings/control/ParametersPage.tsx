import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '../../design/attempt.tsx';
import { useMay } from '../../shell/session.ts';
import { fetchSettings, type Settings, settingsKey } from '../api.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { Acknowledgement } from './Acknowledgement.tsx';
import { Institution } from './Institution.tsx';
import { NumberSetting, TextSetting, useSetting } from './SettingFields.tsx';
import { useControlWords } from './words.ts';

type Reading = 'schedule-hours' | 'working-days';

/** What the institution decides about the counting and the reading of mail. */
export default function ParametersPage() {
  const words = useControlWords();
  const may = useMay();
  const settings = useQuery({ queryKey: settingsKey, queryFn: fetchSettings });
  const { data } = settings;
  return (
    <div className="stack">
      <Card title={words.reading} query={settings} height={190} footer={may('calendar.change') ? words.readingHint : words.onlyCalendar}>
        {data && <ReadingChoice stored={data['procedure.reading'] as Reading} />}
      </Card>
      <Card title={words.procedure} query={settings}>
        {data &&
          (['5.3', '6.2-1', '6.2-2'] as const).map((clause) => (
            <NumberSetting
              key={clause}
              name={`procedure.tolerance.${clause}`}
              label={words.tolerance(clause)}
              hint={words.toleranceHint}
              value={Math.round(Number(data[`procedure.tolerance.${clause}`]) * 10_000) / 100}
              min={1.01}
              max={100}
              step={0.5}
              unit={words.percent}
              permission="calendar.change"
            />
          ))}
      </Card>
      <Card title={words.desk} query={settings}>
        {data && (
          <NumberSetting
            name="desk.reopen_days"
            label={words.reopen}
            hint={words.reopenHint}
            value={Number(data['desk.reopen_days'])}
            min={1}
            max={3650}
            unit={words.days}
          />
        )}
        {data && (
          <NumberSetting
            name="desk.return_hours"
            label={words.returns}
            hint={words.returnsHint}
            value={Number(data['desk.return_hours'])}
            min={0}
            max={200}
            unit={words.workingHours}
          />
        )}
        {data && (
          <NumberSetting
            name="desk.complaint_days"
            label={words.complaints}
            hint={words.complaintsHint}
            value={Number(data['desk.complaint_days'])}
            min={1}
            max={60}
            unit={words.days}
            permission="calendar.change"
          />
        )}
        {data &&
          (['access', 'change'] as const).map((one) => (
            <NumberSetting
              key={one}
              name={`desk.data_${one}_days`}
              label={one === 'access' ? words.dataAccess : words.dataChange}
              hint={words.dataHint}
              value={Number(data[`desk.data_${one}_days`])}
              min={1}
              max={60}
              unit={words.days}
              permission="calendar.change"
            />
          ))}
      </Card>
      <Card title={words.mail} query={settings} height={240} {...(!may('settings.change') && { footer: words.onlyAdmin })}>
        {data && <MailSettings settings={data} />}
      </Card>
      <Card
        title={words.acknowledgement}
        query={settings}
        height={240}
        {...(!may('acknowledgement.change') && { footer: words.onlyCoordinator })}
      >
        {data && <Acknowledgement settings={data} />}
      </Card>
      <Card title={words.institution} query={settings}>
        {data && <Institution stored={data.institution} />}
      </Card>
    </div>
  );
}

function ReadingChoice({ stored }: { readonly stored: Reading }) {
  const words = useControlWords();
  const common = useSettingsWords();
  const may = useMay();
  const client = useQueryClient();
  const { attempt, keep } = useSetting('procedure.reading');
  const [chosen, setChosen] = useState<Reading>(stored);
  const isMine = may('calendar.change');
  const apply = async (): Promise<void> => {
    if (await keep(chosen)) await client.invalidateQueries({ queryKey: ['desk'] });
  };
  return (
    <>
      <div role="radiogroup" aria-label={words.reading}>
        {(['schedule-hours', 'working-days'] as const).map((one) => (
          <label key={one} className={s.radio}>
            <input type="radio" name="reading" checked={chosen === one} disabled={!isMine} onChange={() => setChosen(one)} />
            <span>
              <b>
                {words.readings[one]} {one === stored && <span className="chip accent">{words.inForce}</span>}
              </b>
              <span className={s.hintText}>{words.readingTexts[one]}</span>
            </span>
          </label>
        ))}
      </div>
      {chosen !== stored && (
        <div className={`stack ${s.pad}`}>
          <p className="sm muted">{words.applySure}</p>
          <div className="row">
            <button type="button" className="btn primary" aria-disabled={attempt.isBusy} onClick={() => void apply()}>
              {words.apply}
            </button>
            <button type="button" className="btn quiet" onClick={() => setChosen(stored)}>
              {common.cancel}
            </button>
          </div>
        </div>
      )}
      <div className={s.pad} hidden={attempt.error === null}>
        <Failure attempt={attempt} />
      </div>
    </>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function MailSettings({ settings }: { readonly settings: Settings }) {
  const words = useControlWords();
  const list = (key: string): string => (Array.isArray(settings[key]) ? settings[key].join('\n') : '');
  return (
    <>
      <NumberSetting
        name="mail.poll_seconds"
        label={words.poll}
        hint={words.pollHint}
        value={Number(settings['mail.poll_seconds'])}
        min={1}
        max={3600}
        unit={words.seconds}
      />
      <NumberSetting
        name="mail.silence_minutes"
        label={words.silence}
        hint={words.silenceHint}
        value={Number(settings['mail.silence_minutes'])}
        min={1}
        max={10_000}
        unit={words.minutes}
      />
      <TextSetting
        name="mail.trusted_servers"
        label={words.trusted}
        hint={words.trustedHint}
        value={list('mail.trusted_servers')}
        lines={2}
        read={linesOf}
      />
      <TextSetting
        name="mail.dns_servers"
        label={words.dnsServers}
        hint={words.dnsServersHint}
        value={list('mail.dns_servers')}
        lines={2}
        read={linesOf}
      />
      <TextSetting
        name="mail.persons"
        label={words.persons}
        hint={words.personsHint}
        value={list('mail.persons')}
        lines={2}
        read={linesOf}
      />
    </>
  );
}
