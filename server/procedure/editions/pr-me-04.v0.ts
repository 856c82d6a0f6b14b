import type { Clause, Edition } from './edition.ts';

// PR-ME-04, version 0 of 21 July 2023. `text` is verbatim, slips included; the whole document stands beside this
// file as pr-me-04.v0.txt. The reading of each row is that of the obligations page of the procedure.

const coordinator = { es: 'Coordinador/a de Mercadeo', en: 'Marketing coordinator' };
const network = { es: 'Administrador/a de Redes', en: 'Network administrator' };
const agents = { es: 'Agentes de Servicio', en: 'Service agents' };

const calls: readonly Clause[] = [
  {
    id: '5.1',
    aliases: ['6.1-1'],
    section: '5',
    text: 'El/la Coordinador/a de Mercadeo debe realizar la solicitud del Reporte de llamadas entrantes, salientes y abandonadas del mes a través del Sistema GLPI mensualmente.',
    owedBy: coordinator,
    terms: [
      { basis: 'text', term: { kind: 'end-of-month' }, words: 'mensualmente' },
      { basis: 'target', term: { kind: 'nth-working-day', day: 1 }, words: null },
    ],
    settledBy: { es: 'Existe el ticket en GLPI', en: 'The ticket exists in GLPI' },
    record: null,
  },
  {
    id: '5.2',
    aliases: [],
    section: '5',
    text: 'El/la Administrador/a de Redes debe enviar las métricas solicitadas en los primeros cinco (5) días laborables de cada mes.',
    owedBy: network,
    terms: [{ basis: 'text', term: { kind: 'nth-working-day', day: 5 }, words: 'cinco (5) días laborables' }],
    settledBy: { es: 'Los datos se recibieron y pasaron la validación', en: 'Data received and accepted by validation' },
    record: 'Reporte de llamadas entrantes, salientes y abandonadas del mes',
  },
];

const service: readonly Clause[] = [
  {
    id: '5.3',
    aliases: [],
    section: '5',
    text: 'Los/as Agentes de Servicio asignados a Atención al Cliente, deben dar respuesta al correo electrónico (info@itla.edu.do) dentro de las primeras 24 horas laborables y/o escalar al área correspondiente para dar respuesta al solicitante según aplique.',
    owedBy: agents,
    terms: [
      { basis: 'text', term: { kind: 'working-hours', hours: 24 }, words: '24 horas laborables' },
      // What an area hands back is ours again, and the text is silent on it: a target of our own.
      { basis: 'target', term: { kind: 'working-hours', hours: 24 }, words: null },
    ],
    settledBy: {
      es: 'La primera respuesta de una persona al solicitante, aceptada por el servidor de salida o hallada en Enviados; o la primera escalación aceptada',
      en: 'The first human reply to the requester, accepted by the outgoing server or found in Sent; or the first accepted escalation',
    },
    record: 'info@itla.edu.do',
  },
  {
    id: '5.3-area',
    aliases: [],
    section: '5',
    // The text hands the matter to the area and is silent on its term: a target of our own.
    text: null,
    owedBy: { es: 'Área a la que se escaló', en: 'Area escalated to' },
    terms: [{ basis: 'target', term: { kind: 'working-hours', hours: 24 }, words: null }],
    settledBy: { es: 'La respuesta del área, aceptada o entregada', en: "The area's answer, accepted or delivered" },
    record: null,
  },
  {
    id: '5.4',
    aliases: [],
    section: '5',
    text: 'El/la Coordinadora de Mercadeo o a quien este o esta designe debe responder a través del Chat-ITLA y/o llamadas (WhatsApp, Plataforma Virtual, etc...) las solicitudes de información de los usuarios en el horario regular administrativo.',
    owedBy: { es: 'Coordinador/a o designado/a', en: 'Coordinator or designee' },
    terms: [
      { basis: 'text', term: { kind: 'within-schedule' }, words: 'horario regular administrativo' },
      { basis: 'target', term: { kind: 'first-answer', chatMinutes: 2, whatsappMinutes: 15, platformHours: 24 }, words: null },
    ],
    settledBy: { es: 'La respuesta de una persona', en: "A person's answer" },
    record: 'Plataforma y/o ChatBOT',
  },
];

const campaigns: readonly Clause[] = [
  {
    id: '5.5',
    aliases: ['6.3-1'],
    section: '5',
    text: 'Las áreas internas deben solicitar a través de correo electrónico al Encargado/a y/o al Coordinador/a del Dpto. de Mercadeo, por lo menos 72 horas laborables, para iniciar las campañas y/o promociones que requieran gestión de llamadas salientes.',
    owedBy: { es: 'Área solicitante', en: 'Requesting area' },
    terms: [{ basis: 'text', term: { kind: 'working-hours-before', hours: 72 }, words: '72 horas laborables' }],
    settledBy: { es: 'El correo recibido', en: 'The mail received' },
    record: 'Correo Electrónico',
  },
  {
    id: '5.6',
    aliases: ['6.3-3'],
    section: '5',
    text: 'El/la Coordinador/a de Mercadeo al finalizar la campañas y/o promociones solicitada por un área interna debe enviar los resultados de la gestión para su análisis en un tiempo estimado de 48 horas laborables.',
    owedBy: coordinator,
    terms: [{ basis: 'text', term: { kind: 'working-hours', hours: 48, estimated: true }, words: '48 horas laborables' }],
    settledBy: {
      es: 'El reporte aceptado por el servidor de salida o descargado por el área',
      en: 'The report accepted or downloaded by the area',
    },
    record: 'Reporte de Resultados',
  },
];

const activities: readonly Clause[] = [
  {
    id: '6.1-2',
    aliases: [],
    section: '6.1',
    text: 'Recibe el reporte de llamadas entrantes, salientes y abandonas del mes y realiza un Reporte de productiva',
    owedBy: network,
    terms: [{ basis: 'target', term: { kind: 'working-days', days: 3 }, words: null }],
    settledBy: { es: 'Reporte generado, revisado y firmado', en: 'Report generated, reviewed, signed' },
    record: 'Reporte de llamadas entrantes, salientes y abandonadas del mes',
  },
  {
    id: '6.1-3',
    aliases: [],
    section: '6.1',
    text: 'Archiva reporte de Productividad Digital en la carpeta evidencias de POA',
    owedBy: coordinator,
    terms: [{ basis: 'target', term: { kind: 'same-day' }, words: null }],
    settledBy: { es: 'Archivado en su ruta POA, con huella y manifiesto', en: 'Filed under its POA path, hash and manifest' },
    record: 'Reporte de Productividad Digital',
  },
  {
    id: '6.2-1',
    aliases: [],
    section: '6.2',
    text: 'Asigna diariamente a un/a operador/a para dar respuestas a las distintas solicitudes vía correo electrónico institucional.',
    owedBy: coordinator,
    terms: [
      { basis: 'text', term: { kind: 'each-working-day' }, words: 'diariamente' },
      { basis: 'target', term: { kind: 'before-opening' }, words: null },
    ],
    settledBy: { es: 'Turno con una persona disponible', en: 'Rota entry with an available person' },
    record: 'info@itla.edu.do',
  },
  {
    id: '6.2-2',
    aliases: [],
    section: '6.2',
    text: 'Asigna diariamente a un operador para dar respuestas a las distintas solicitudes vía ITLA-Chat y/o llamadas.',
    owedBy: coordinator,
    terms: [
      { basis: 'text', term: { kind: 'each-working-day' }, words: 'diariamente' },
      { basis: 'target', term: { kind: 'before-opening' }, words: null },
    ],
    settledBy: { es: 'Turno con una persona disponible', en: 'Rota entry with an available person' },
    record: 'Plataforma y/o ChatBOT',
  },
  {
    id: '6.3-2',
    aliases: [],
    section: '6.3',
    text: 'Recibe solicitud y coordina el inicio y final de la promoción y/o campaña',
    owedBy: coordinator,
    terms: [{ basis: 'target', term: { kind: 'before-event' }, words: null }],
    settledBy: { es: 'Lista validada, fechas acordadas, área informada', en: 'List validated, dates agreed, area informed' },
    record: 'Reporte de Resultados',
  },
];

const records: readonly Clause[] = (
  [
    ['7-llamadas', 'Reporte de llamadas entrantes, salientes y abandonadas del mes'],
    ['7-correo', 'info@itla.edu.do'],
    ['7-chat', 'Plataforma y/o ChatBOT'],
    ['7-resultados', 'Reporte de Resultados'],
  ] as const
).map(([id, name]) => ({
  id,
  aliases: [],
  section: '7',
  text: name,
  owedBy: { es: 'Mercadeo', en: 'Marketing' },
  terms: [{ basis: 'text', term: { kind: 'calendar-years', years: 1 }, words: '1 año' }],
  settledBy: { es: 'Íntegro en cada revisión', en: 'Intact at each check' },
  record: name,
}));

const monthly = [{ basis: 'target', term: { kind: 'monthly' }, words: null }] as const;
const marketing = { es: 'Mercadeo', en: 'Marketing' };
const survey = { es: 'Encuesta, cifras, áreas débiles y acción con responsable', en: 'Survey, figures, weak areas, action with an owner' };
const documents = { es: 'Documento hecho con datos vivos y firmado', en: 'Document made from live data and signed' };

const purposes: readonly Clause[] = [
  {
    id: '1',
    aliases: [],
    section: '1',
    text: 'Definir la metodología para estandarizar la gestión del servicio al cliente interno y externo, basada en los datos recopilados a partir de las mediciones de la satisfacción del cliente, detectando las áreas con debilidades en la institución, para analizar y evaluar las relaciones con los clientes.',
    owedBy: marketing,
    terms: monthly,
    settledBy: survey,
    record: null,
  },
  {
    id: '2',
    aliases: [],
    section: '2',
    text: 'Aplica para los/as Jóvenes/adultos estudiantes, clientes corporativos y las áreas internas. Este procedimiento inicia desde la solicitud de las métricas hasta la remisión de resultados al área requiriente.',
    owedBy: marketing,
    terms: monthly,
    settledBy: survey,
    record: null,
  },
  {
    id: '3',
    aliases: [],
    section: '3',
    text: '1. Métricas de la relación con los clientes. 2. Métricas del Rendimiento. 3. Métrica de la Eficiencia de los Agentes.',
    owedBy: marketing,
    terms: monthly,
    settledBy: documents,
    record: null,
  },
  {
    id: '4',
    aliases: [],
    section: '4',
    // Three definitions over two pages of the document: they stand in its full text.
    text: null,
    owedBy: marketing,
    terms: monthly,
    settledBy: documents,
    record: null,
  },
];

const control: readonly Clause[] = [
  {
    id: '9',
    aliases: [],
    section: '9',
    text: 'Procedimiento Nuevo',
    owedBy: { es: 'Encargado/a prepara, Calidad revisa, Rector/a aprueba', en: 'Head prepares, Quality reviews, Rector approves' },
    terms: [],
    settledBy: { es: 'La tercera firma, en orden', en: 'The third signature, in order' },
    record: null,
  },
];

export const edition0: Edition = {
  code: 'PR-ME-04',
  number: 0,
  title: 'Procedimiento para la Gestión del Servicio al Usuario',
  since: '2023-07-21',
  sections: [
    { id: '1', title: 'Objetivo del procedimiento' },
    { id: '2', title: 'Alcance' },
    { id: '3', title: 'Documentos de Referencia' },
    { id: '4', title: 'Definiciones' },
    { id: '5', title: 'Políticas del procedimiento' },
    { id: '6.1', title: 'Reporte de llamadas' },
    { id: '6.2', title: 'Recepción de correo electrónicos y/o otros canales de comunicación' },
    { id: '6.3', title: 'Solicitud de Campaña y/o Promociones' },
    { id: '7', title: 'Descripción de registros' },
    { id: '9', title: 'Historial de cambios' },
  ],
  clauses: [...purposes, ...calls, ...service, ...campaigns, ...activities, ...records, ...control],
};
