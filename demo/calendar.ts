import { declareClosure } from '#calendar';
import { addAbsence, designate, setOperators } from '#rota';
import type { Colleague } from './cast.ts';
import { closures } from './office.ts';
import { type Stage, tryTo } from './stage.ts';

const day = 86_400_000;
const turns: readonly Colleague['key'][] = ['nurys', 'rafael', 'yokasta'];

/** Each Friday the coordinator confirms the week that comes; closures are declared; somebody is ill, somebody on holiday. */
export function planCalendar(s: Stage, from: number, until: number): void {
  for (const { at, closure } of closures) s.agenda.at(Date.parse(at), () => declareClosure(s.as('elena'), closure).then(() => {}));
  for (let monday = from, week = 0; monday < until + 7 * day; monday += 7 * day, week++) {
    const first = monday;
    const turn = week;
    s.agenda.at(Math.max(from, first - 2.6 * day), () => confirmWeek(s, first, turn));
  }
  for (const one of absences) s.agenda.at(Date.parse(one.said), () => beAway(s, one));
  s.agenda.at(Date.parse('2026-09-07T08:40:00-04:00'), () =>
    tryTo(() =>
      designate(s.as('elena'), {
        accountId: s.idOf('yokasta'),
        since: '2026-09-07',
        until: null,
        reason: 'Apoya el chat y las llamadas en el período de pagos',
      }),
    ).then(() => {}),
  );
}

async function confirmWeek(s: Stage, monday: number, week: number): Promise<void> {
  for (let nr = 0; nr < 5; nr++) {
    const date = dateOf(monday + nr * day);
    const [mail, chat] = [turns[(nr + week) % 3], turns[(nr + week + 1) % 3]] as [Colleague['key'], Colleague['key']];
    // One afternoon nobody thought of the chat: 6.2-2 stays unmet that day.
    const duties = date === '2026-11-04' ? (['mail'] as const) : (['mail', 'chat'] as const);
    for (const duty of duties) {
      const accountId = s.idOf(duty === 'mail' ? mail : chat);
      await tryTo(() => setOperators(s.as('elena'), [{ date, duty, accountId }], { reason: null, mustExplain: false }));
    }
  }
}

const absences = [
  { said: '2026-09-15T07:52:00-04:00', who: 'rafael', from: '2026-09-15', to: '2026-09-16', kind: 'sick', reason: 'Licencia médica' },
  { said: '2026-10-05T09:00:00-04:00', who: 'nurys', from: '2026-10-12', to: '2026-10-16', kind: 'vacation', reason: 'Vacaciones' },
  { said: '2026-11-23T15:20:00-04:00', who: 'yokasta', from: '2026-11-26', to: '2026-11-27', kind: 'training', reason: 'Curso de INFOTEP' },
] as const;

async function beAway(s: Stage, { who, from, to, kind, reason }: (typeof absences)[number]): Promise<void> {
  const accountId = s.idOf(who);
  await tryTo(() => addAbsence(s.as('elena'), { accountId, from, to, kind, reason }));
  const others = turns.filter((key) => key !== who);
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= Date.parse(`${to}T12:00:00Z`); at += day)
    for (const duty of ['mail', 'chat'] as const)
      await tryTo(() =>
        setOperators(s.as('elena'), [{ date: dateOf(at), duty, accountId: s.idOf(others[duty === 'mail' ? 0 : 1] as Colleague['key']) }], {
          reason: `${reason}: cambio de turno`,
          mustExplain: true,
        }),
      );
}

/** 'YYYY-MM-DD' in Santo Domingo, which has one offset all year. */
export function dateOf(at: number): string {
  return new Date(at - 4 * 3_600_000).toISOString().slice(0, 10);
}
