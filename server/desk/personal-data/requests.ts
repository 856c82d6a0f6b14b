import { iso, type Kernel, localDate, midnightOf } from '#kernel';
import { type ObligationRow, obligationsOfSubjects, openObligations, settleObligations, type Subjects } from '#procedure';
import { holdCard } from '../contact/hold-card.ts';
import {
  type DataRequestRow,
  endRequest,
  insertRequest,
  insertStep,
  lockRequest,
  requestById,
  requestsByIds,
  type StepRow,
  stepsOf,
} from './data-request-store.ts';
import type { DataEnd, DataKind, DataRequest, NewDataRequest } from './data-shapes.ts';
import { refuse } from './refusals.ts';

const subject = 'data-request';

/** «DP-12» */
const numberOf = (id: string): string => `DP-${id}`;

/** What the procedure shows of a request in the rows of its clock. */
export const dataRequests: Subjects = {
  async describe(k, ids) {
    const rows = await requestsByIds(k, ids);
    return new Map(rows.map((row) => [row.id, { number: numberOf(row.id), title: titles[row.kind], who: row.contactName }]));
  },
  moved: async () => {},
};

const titles: Readonly<Record<DataKind, string>> = {
  access: 'Acceso a sus datos',
  correction: 'Rectificación de sus datos',
  erasure: 'Supresión de sus datos',
  objection: 'Oposición al uso de sus datos',
};

/**
 * Notes a request about personal data and starts its clock, a target in working days from the day on which it was asked. Answers its id.
 * Refuses `unknown-contact`, `asker-missing`, `asked-in-future`.
 */
export function noteRequest(k: Kernel, contact: string, request: NewDataRequest): Promise<string> {
  return k.transaction(async (k) => {
    if (request.askedBy === '') throw refuse.askerMissing();
    const now = k.clock.now();
    if (request.askedOn > localDate(now)) throw refuse.askedInFuture();
    const card = await holdCard(k, contact);
    const days = await k.settings.get<number>(request.kind === 'access' ? 'desk.data_access_days' : 'desk.data_change_days');
    const openedAt = Math.min(now, midnightOf(request.askedOn));
    const id = await insertRequest(k, card.id, request, { openedAt, days });
    await openObligations(k, [
      { clause: 'ley-172-13', basis: 'target', subject: { kind: subject, id }, spell: `d${id}`, openedAt, inputs: { days } },
    ]);
    await told(k, { id, cardId: card.id }, 'noted', { kind: request.kind, identifiedBy: request.identifiedBy });
    return id;
  });
}

/** Closes it: done, or refused with its reason. Refuses `unknown-data-request`, `data-request-ended`, `answer-missing`, `not-exported`, `not-erased`. */
export function closeRequest(k: Kernel, id: string, end: DataEnd): Promise<void> {
  return k.transaction(async (k) => {
    const row = await lockRequest(k, id);
    if (!row) throw refuse.unknownRequest();
    if (row.endedAt !== null) throw refuse.ended();
    if (end.answer === '') throw refuse.answerMissing();
    if (end.outcome === 'done') await mustBeDone(k, row);
    await endRequest(k, id, end);
    const at = k.clock.now();
    const open = (await obligationsOfSubjects(k, subject, [id])).filter((one) => one.withdrawnAt === null);
    await settleObligations(
      k,
      open.map((one) => ({ obligationId: one.id, at, by: 'desk', answeredAt: at })),
    );
    await told(k, row, 'closed', { outcome: end.outcome });
  });
}

async function mustBeDone(k: Kernel, { id, kind }: DataRequestRow): Promise<void> {
  const done = new Set((await stepsOf(k, [id])).map((one) => one.kind));
  if (kind === 'access' && !done.has('data')) throw refuse.notExported();
  if (kind === 'erasure' && !done.has('erasure')) throw refuse.notErased();
}

/** One request that is there. Refuses `unknown-data-request`. */
export async function requestOf(k: Kernel, id: string): Promise<DataRequestRow> {
  const row = await requestById(k, id);
  if (!row) throw refuse.unknownRequest();
  return row;
}

/** What was done for a request, into its trace and the register; never what was in it. */
export async function didStep(
  k: Kernel,
  row: Pick<DataRequestRow, 'id' | 'cardId'>,
  kind: StepRow['kind'],
  counts: StepRow['counts'],
): Promise<void> {
  await insertStep(k, row.id, kind, counts);
  await told(k, row, { data: 'data-exported', mail: 'mail-exported', erasure: 'erased' }[kind], counts);
}

async function told(
  k: Kernel,
  { id, cardId }: Pick<DataRequestRow, 'id' | 'cardId'>,
  verb: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await k.acts.write({ verb: `data-request.${verb}`, subject: { kind: subject, id }, detail: { contact: cardId, ...detail } });
  await k.live.tell('contact', cardId);
}

/** Rows as they are shown, each with its clock and its trace. */
export async function presentRequests(k: Kernel, rows: readonly DataRequestRow[]): Promise<DataRequest[]> {
  const ids = rows.map((row) => row.id);
  const [steps, obligations] = await Promise.all([stepsOf(k, ids), obligationsOfSubjects(k, subject, ids)]);
  return rows.map((row) => {
    const clock = obligations.find((one) => one.subjectId === row.id) as ObligationRow;
    const { cardId, contactName, notedAt, notedBy, outcome, answer, endedAt, endedBy, ...said } = row;
    return {
      ...said,
      number: numberOf(row.id),
      contact: { id: cardId, name: contactName },
      dueAt: iso(clock.dueAt),
      isOverdue: (endedAt ?? k.clock.now()) > clock.dueAt,
      obligation: clock.id,
      noted: { by: notedBy, at: iso(notedAt) },
      ended: endedAt === null || outcome === null ? null : { by: endedBy ?? '', at: iso(endedAt), outcome, answer: answer ?? '' },
      steps: steps.filter((one) => one.requestId === row.id).map(({ kind, counts, by, at }) => ({ kind, counts, by, at: iso(at) })),
    };
  });
}
