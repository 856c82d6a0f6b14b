import { useQuery } from '@tanstack/react-query';
import { Notice } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { acknowledgementKey, fetchAcknowledgement, type Settings } from '../api.ts';
import s from '../settings.module.css';
import { ChoiceSetting, NumberSetting, TextSetting } from './SettingFields.tsx';
import { useControlWords } from './words.ts';

const permission = 'acknowledgement.change';

/** The automatic acknowledgement: what it says stands before the switch that turns it on. */
export function Acknowledgement({ settings }: { readonly settings: Settings }) {
  const words = useControlWords();
  return (
    <>
      <Preview stored={[settings['mail.acknowledgement_privacy'], settings['mail.acknowledgement_privacy_en'], settings.institution]} />
      <ChoiceSetting
        name="mail.acknowledgement"
        label={words.acknowledgement}
        hint={words.acknowledgementHint}
        value={String(settings['mail.acknowledgement'])}
        options={words.onOff}
        permission={permission}
      />
      <TextSetting
        name="mail.acknowledgement_privacy"
        label={words.privacy}
        hint={words.privacyHint}
        value={String(settings['mail.acknowledgement_privacy'])}
        lines={3}
        permission={permission}
      />
      <TextSetting
        name="mail.acknowledgement_privacy_en"
        label={words.privacyEn}
        hint={words.privacyEnHint}
        value={String(settings['mail.acknowledgement_privacy_en'])}
        lines={3}
        permission={permission}
      />
      <NumberSetting
        name="mail.acknowledgement_per_day"
        label={words.perDay}
        hint={words.perDayHint}
        value={Number(settings['mail.acknowledgement_per_day'])}
        min={1}
        max={10_000}
        permission={permission}
      />
      <NumberSetting
        name="mail.acknowledgement_per_minute"
        label={words.perMinute}
        hint={words.perMinuteHint}
        value={Number(settings['mail.acknowledgement_per_minute'])}
        min={1}
        max={1000}
        permission={permission}
      />
    </>
  );
}

/** As it would go out now; asked for again when a word of it changes. */
function Preview({ stored }: { readonly stored: readonly unknown[] }) {
  const words = useControlWords();
  const format = useFormats();
  const { data } = useQuery({ queryKey: [...acknowledgementKey, JSON.stringify(stored)], queryFn: fetchAcknowledgement });
  const stop = data?.stops[0];
  return (
    <div className={`stack ${s.pad}`}>
      {stop && <Notice tone="warn">{words.stopped[stop.cause](format.full(Date.parse(stop.until)))}</Notice>}
      <p className="sm muted">{words.saysThis}</p>
      <div className={s.letter} lang="es" role="region" aria-label={words.saysThis} tabIndex={0}>
        {data?.text ?? ''}
      </div>
    </div>
  );
}
