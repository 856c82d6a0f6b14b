import type { FigureId } from './figure.rules.ts';

export type Language = 'es' | 'en';
/** What stands beside the counts: working seconds and shares. */
export type MeasureId = 'p50' | 'p90' | 'rate' | 'answeredRate';

export interface Definition {
  /** As the head of a column. */
  readonly name: string;
  /** What is counted and when it belongs to a period; printed beside the figure and in its file. */
  readonly text: string;
}

type Definitions = Readonly<Record<FigureId | MeasureId, Definition>>;

const es: Definitions = {
  received: {
    name: 'Recibidos',
    text: 'Mensajes que llegaron en el período, por su hora de llegada. No cuentan el histórico ni las palabras de un área. De quien tiene la conversación.',
  },
  automatic: {
    name: 'Automáticos',
    text: 'De los recibidos, los que no escribió una persona: avisos, listas, rebotes y correo no deseado. No abren espera.',
  },
  needing: {
    name: 'Requieren respuesta',
    text: 'Esperas de la cláusula 5.3 que vencen en el período, sin las apartadas: la misma cifra que en Procedimiento. Una espera empieza con el primer mensaje sin contestar de una persona; los que siguen se suman a ella.',
  },
  answered: {
    name: 'Respondidas',
    text: 'De las que requieren respuesta, las que ya tienen la primera respuesta de una persona al solicitante: desde aquí, por teléfono, fuera de Ventanilla o de un área. Un acuse, un mensaje automático, el asistente o una escalación no son respuesta. Cuentan para quien la dio.',
  },
  met: { name: 'A tiempo', text: 'De las que requieren respuesta, las respondidas o escaladas a más tardar en su vencimiento.' },
  late: {
    name: 'Tarde',
    text: 'De las que requieren respuesta, las cumplidas después de su vencimiento y las que siguen sin cumplir pasado este.',
  },
  open: { name: 'En curso', text: 'De las que requieren respuesta, las que aún no se cumplen y aún no vencen.' },
  answeredInTime: {
    name: 'Respondidas a tiempo',
    text: 'De las que requieren respuesta, las respondidas al solicitante a más tardar en su vencimiento: escalar no basta.',
  },
  answeredLate: {
    name: 'Respondidas tarde',
    text: 'De las que requieren respuesta, las que al vencer no habían sido respondidas al solicitante.',
  },
  byPhone: {
    name: 'Por teléfono',
    text: 'De las que requieren respuesta, las que terminó una respuesta por teléfono anotada por una persona.',
  },
  elsewhere: {
    name: 'Fuera de Ventanilla',
    text: 'De las que requieren respuesta, las que terminó una respuesta hallada en Enviados, escrita en otro programa.',
  },
  setAside: {
    name: 'Apartadas',
    text: 'Esperas que vencen en el período y que una persona apartó con motivo: «no requiere respuesta». No cuentan en las demás cifras.',
  },
  escalated: {
    name: 'Escaladas',
    text: 'Escalaciones a un área que salieron en el período, cuando el servidor de correo las aceptó. De quien escaló.',
  },
  returned: { name: 'Devueltas', text: 'Escalaciones que un área devolvió en el período por no ser asunto suyo. De quien escaló.' },
  reopened: {
    name: 'Reabiertas',
    text: 'Conversaciones resueltas que se reabrieron en el período, por una persona o por un mensaje nuevo. La cifra de antes queda como estaba.',
  },
  backlog: { name: 'Pendientes ahora', text: 'Esperas abiertas en este momento, de cualquier período. De quien tiene la conversación.' },
  backlog8: { name: 'Menos de 8 h', text: 'Pendientes ahora con menos de 8 horas laborables de espera.' },
  backlog24: { name: '8 a 24 h', text: 'Pendientes ahora con 8 horas laborables de espera o más, y menos de 24.' },
  backlog48: { name: '24 a 48 h', text: 'Pendientes ahora con 24 horas laborables de espera o más, y menos de 48.' },
  backlogMore: { name: '48 h o más', text: 'Pendientes ahora con 48 horas laborables de espera o más.' },
  overdue: { name: 'Vencidas ahora', text: 'Pendientes ahora cuyo vencimiento ya pasó.' },
  areaDue: {
    name: 'Plazos',
    text: 'Plazos del área que vencen en el período. No cuentan los que terminó dentro de plazo una devolución o una respuesta nuestra.',
  },
  areaMet: { name: 'El área, a tiempo', text: 'Plazos del área cumplidos a más tardar en su vencimiento.' },
  areaLate: { name: 'El área, tarde', text: 'Plazos del área cumplidos después de su vencimiento, o sin cumplir pasado este.' },
  areaOpen: { name: 'El área, en curso', text: 'Plazos del área que aún no se cumplen y aún no vencen.' },
  areaAnswered: { name: 'Contestadas', text: 'Plazos del área que terminó su respuesta.' },
  p50: {
    name: 'Mediana',
    text: 'Mediana del tiempo laborable desde la llegada hasta la primera respuesta de una persona, de las respondidas (punto medio de las dos centrales). En la tabla de áreas, desde la escalación hasta la respuesta del área.',
  },
  p90: { name: 'p90', text: 'Nueve de cada diez respondidas tardaron a lo sumo esto, en tiempo laborable (rango más cercano).' },
  rate: { name: '% a tiempo', text: 'A tiempo entre a tiempo y tarde. Sin hechos no hay cifra: nunca 0 ni 100.' },
  answeredRate: { name: '% respondidas a tiempo', text: 'Respondidas a tiempo entre respondidas a tiempo y tarde.' },
};

const en: Definitions = {
  received: {
    name: 'Received',
    text: 'Messages that came in the period, by when they arrived. History and an area’s words are left out. Of whoever has the conversation.',
  },
  automatic: {
    name: 'Automatic',
    text: 'Of those received, the ones that no person wrote: notices, lists, bounces and spam. They open no wait.',
  },
  needing: {
    name: 'Need an answer',
    text: 'Waiting spells of clause 5.3 that fall due in the period, without those set aside: the same figure as under Procedure. A spell begins with a person’s first unanswered message; later ones join it.',
  },
  answered: {
    name: 'Answered',
    text: 'Of those that need an answer, the ones with a first answer of a person to the requester: from here, by telephone, outside Ventanilla or from an area. An acknowledgement, an automatic message, the assistant or an escalation is no answer. They count for whoever gave it.',
  },
  met: { name: 'In time', text: 'Of those that need an answer, the ones answered or escalated by their due time.' },
  late: { name: 'Late', text: 'Of those that need an answer, the ones settled after their due time, and those still unsettled past it.' },
  open: { name: 'In progress', text: 'Of those that need an answer, the ones neither settled nor due yet.' },
  answeredInTime: {
    name: 'Answered in time',
    text: 'Of those that need an answer, the ones answered to the requester by their due time: escalating is not enough.',
  },
  answeredLate: {
    name: 'Answered late',
    text: 'Of those that need an answer, the ones that had not been answered to the requester when they fell due.',
  },
  byPhone: {
    name: 'By telephone',
    text: 'Of those that need an answer, the ones ended by an answer on the telephone that a person recorded.',
  },
  elsewhere: {
    name: 'Outside Ventanilla',
    text: 'Of those that need an answer, the ones ended by an answer found in Sent, written in another program.',
  },
  setAside: {
    name: 'Set aside',
    text: 'Spells that fall due in the period and that a person set aside with a reason: “needs no answer”. They count in no other figure.',
  },
  escalated: {
    name: 'Escalated',
    text: 'Escalations to an area that left in the period, when the mail server took them. Of whoever escalated.',
  },
  returned: { name: 'Handed back', text: 'Escalations that an area handed back in the period as not its matter. Of whoever escalated.' },
  reopened: {
    name: 'Reopened',
    text: 'Resolved conversations that were reopened in the period, by a person or by a new message. The earlier figure stays as it was.',
  },
  backlog: { name: 'Waiting now', text: 'Spells that are open at this moment, of any period. Of whoever has the conversation.' },
  backlog8: { name: 'Under 8 h', text: 'Waiting now for less than 8 working hours.' },
  backlog24: { name: '8 to 24 h', text: 'Waiting now for 8 working hours or more, and less than 24.' },
  backlog48: { name: '24 to 48 h', text: 'Waiting now for 24 working hours or more, and less than 48.' },
  backlogMore: { name: '48 h or more', text: 'Waiting now for 48 working hours or more.' },
  overdue: { name: 'Overdue now', text: 'Waiting now past their due time.' },
  areaDue: {
    name: 'Terms',
    text: 'Terms of the area that fall due in the period. Those that ended in time by being handed back, or by our own answer, are left out.',
  },
  areaMet: { name: 'Area, in time', text: 'Terms of the area kept by their due time.' },
  areaLate: { name: 'Area, late', text: 'Terms of the area kept after their due time, or not kept past it.' },
  areaOpen: { name: 'Area, in progress', text: 'Terms of the area neither kept nor due yet.' },
  areaAnswered: { name: 'Answered by the area', text: 'Terms of the area that its answer ended.' },
  p50: {
    name: 'Median',
    text: 'Median of the working time from arrival to the first answer of a person, of those answered (midpoint of the two central ones). In the table of areas, from the escalation to the area’s answer.',
  },
  p90: { name: 'p90', text: 'Nine of ten of those answered took at most this, in working time (nearest rank).' },
  rate: { name: '% in time', text: 'In time over in time and late. Without facts there is no figure: never 0 nor 100.' },
  answeredRate: { name: '% answered in time', text: 'Answered in time over answered in time and late.' },
};

export const definitions: Readonly<Record<Language, Definitions>> = { es, en };

/** What no account stands for, in words. */
export const nameless: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  es: { none: 'Sin asignar', elsewhere: 'Fuera de Ventanilla', area: 'Un área' },
  en: { none: 'Unassigned', elsewhere: 'Outside Ventanilla', area: 'An area' },
};
