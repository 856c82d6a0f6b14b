import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { TrafficState } from '../design/TrafficState.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { weekInWords } from '../i18n/week.ts';
import { useLanguage } from '../i18n/words.ts';
import { fetchTemplates, templatesKey } from '../desk/draft-api.ts';
import { fetchSenders, sendersKey } from '../desk/spam/api.ts';
import { fetchTags, tagsKey } from '../desk/tag/api.ts';
import { fetchMailboxes, mailboxesKey } from '../mail/api.ts';
import { useMay } from '../shell/session.ts';
import {
  actsKey,
  areasKey,
  calendarKey,
  fetchActs,
  fetchAreas,
  fetchCalendar,
  fetchSettings,
  fetchSystem,
  fetchUsers,
  settingsKey,
  systemKey,
  usersKey,
} from './api.ts';
import { ActLine } from './control/ActLine.tsx';
import { Card } from './Card.tsx';
import { fetchRules, rulesKey } from './rules/api.ts';
import { groups, type SettingsPageName, type settingsPages } from './pages.ts';
import s from './settings.module.css';
import { useSettingsWords } from './words.ts';

type Pages = readonly (typeof settingsPages)[number][];

/** Each page with a line of how it stands now. */
export function SettingsIndex({ pages }: { readonly pages: Pages }) {
  const words = useSettingsWords();
  const may = useMay();
  const shown = groups.map((group) => ({ group, own: pages.filter((one) => one.group === group) })).filter(({ own }) => own.length > 0);
  return (
    <div className="stack">
      <div className={s.index}>
        {shown.map(({ group, own }) => (
          <section key={group} className="card">
            <header>
              <h2>{words.groups[group]}</h2>
            </header>
            <ul>
              {own.map(({ path, word, icon: Icon }) => (
                <li key={path}>
                  <Link to={`/configuracion/${path}`}>
                    <Icon aria-hidden="true" />
                    <span className="grow">
                      <b>{words.pages[word]}</b>
                      <Line page={word} />
                    </span>
                    <Attention page={word} />
                    <IconChevronRight aria-hidden="true" />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {may('acts.read') && <Recent />}
    </div>
  );
}

function Line({ page }: { readonly page: SettingsPageName }): ReactNode {
  const words = useSettingsWords();
  const Shown = lines[page];
  return (
    <span className={s.line}>
      <Shown fallback={words.index.unavailable} />
    </span>
  );
}

interface LineProps {
  readonly fallback: string;
}

const lines: Record<SettingsPageName, (props: LineProps) => ReactNode> = {
  calendar: CalendarLine,
  areas: AreasLine,
  templates: TemplatesLine,
  tags: TagsLine,
  senders: SendersLine,
  rules: RulesLine,
  mailboxes: MailboxesLine,
  parameters: ParametersLine,
  people: PeopleLine,
  system: SystemLine,
  acts: ActsLine,
};

function CalendarLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { language } = useLanguage();
  const { data, error } = useQuery({ queryKey: calendarKey(null), queryFn: () => fetchCalendar(null) });
  if (!data) return error ? fallback : ' ';
  const { confirmed, items } = data.holidays;
  const holidays =
    data.askFor !== null ? words.unconfirmed(String(data.askFor)) : confirmed ? words.confirmed(items.length) : words.listed(items.length);
  return words.calendar(weekInWords(data.schedule.week, language), holidays);
}

function AreasLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { data, error } = useQuery({ queryKey: areasKey, queryFn: fetchAreas });
  if (!data) return error ? fallback : ' ';
  const active = data.items.filter((one) => one.active).length;
  return active === 0 ? words.noAreas : words.areas(active);
}

function TemplatesLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { data, error } = useQuery({ queryKey: templatesKey, queryFn: fetchTemplates });
  if (!data) return error ? fallback : ' ';
  return data.items.length === 0 ? words.noTemplates : words.templates(data.items.length);
}

function TagsLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { data, error } = useQuery({ queryKey: tagsKey, queryFn: fetchTags });
  if (!data) return error ? fallback : ' ';
  return data.items.length === 0 ? words.noTags : words.tags(data.items.length);
}

function RulesLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { data, error } = useQuery({ queryKey: rulesKey, queryFn: fetchRules });
  if (!data) return error ? fallback : ' ';
  return data.items.length === 0 ? words.noRules : words.rules(data.items.filter((one) => one.isOn).length, data.items.length);
}

function SendersLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { data, error } = useQuery({ queryKey: sendersKey, queryFn: fetchSenders });
  if (!data) return error ? fallback : ' ';
  return words.senders(data.items.filter((one) => one.verdict === 'spam').length);
}

function useMailboxes() {
  return useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes });
}

function MailboxesLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const { data, error } = useMailboxes();
  if (!data) return error ? fallback : ' ';
  const trouble = data.filter((one) => one.state === 'trouble').length;
  if (data.length === 0) return words.noMailboxes;
  return `${words.mailboxes(data.length)} · ${trouble > 0 ? words.attention(trouble) : words.allWell}`;
}

function ParametersLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const format = useFormats();
  const { data, error } = useQuery({ queryKey: settingsKey, queryFn: fetchSettings });
  if (!data) return error ? fallback : ' ';
  const reading = data['procedure.reading'] as keyof typeof words.reading;
  return `${words.reading[reading]} · ${words.tolerance(format.percent(Number(data['procedure.tolerance.5.3'])))}`;
}

function PeopleLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const users = useQuery({ queryKey: usersKey, queryFn: fetchUsers });
  const settings = useQuery({ queryKey: settingsKey, queryFn: fetchSettings });
  if (!users.data) return users.error ? fallback : ' ';
  const active = users.data.items.filter((one) => !one.disabled).length;
  const second = settings.data?.['auth.second_factor'] as keyof typeof words.secondFactor | undefined;
  return second ? `${words.people(active)} · ${words.secondFactor[second]}` : words.people(active);
}

function useSystem() {
  return useQuery({ queryKey: systemKey, queryFn: fetchSystem });
}

function SystemLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const format = useFormats();
  const { data, error } = useSystem();
  if (!data) return error ? fallback : ' ';
  const [latest] = data.backups;
  const bad = data.checks.filter((one) => !one.ok).length;
  return `${latest ? words.backup(format.moment(Date.parse(latest.at))) : words.noBackup} · ${words.checks(bad)}`;
}

function ActsLine({ fallback }: LineProps) {
  const words = useSettingsWords().index;
  const format = useFormats();
  const { data, error } = useRecent();
  if (!data) return error ? fallback : ' ';
  const [latest] = data.items;
  return latest ? words.lastAct(format.moment(Date.parse(latest.at))) : words.noActs;
}

/** The mark of what asks for attention; nothing where all is well. */
function Attention({ page }: { readonly page: SettingsPageName }) {
  if (page === 'mailboxes') return <MailboxesMark />;
  return page === 'system' ? <SystemMark /> : null;
}

function MailboxesMark() {
  const { data } = useMailboxes();
  return data?.some((one) => one.state === 'trouble') ? <TrafficState state="soon" label="" /> : null;
}

function SystemMark() {
  const { data } = useSystem();
  return data?.checks.some((one) => !one.ok) ? <TrafficState state="soon" label="" /> : null;
}

const recent = { subject: '', verb: '' };
const asked = 40; // of which those who only came in are left out
const shown = 6;

function useRecent() {
  return useQuery({ queryKey: actsKey(recent, asked), queryFn: () => fetchActs(recent, asked, null) });
}

function Recent() {
  const words = useSettingsWords();
  const query = useRecent();
  const changes = (query.data?.items ?? []).filter(({ verb }) => !verb.startsWith('auth.') && verb !== 'obligations.rejudged');
  return (
    <Card title={words.recent} query={query} actions={<Link to="/configuracion/actos">{words.seeActs}</Link>}>
      <ul className={s.acts}>
        {changes.slice(0, shown).map((act) => (
          <ActLine key={act.id} act={act} />
        ))}
      </ul>
    </Card>
  );
}
