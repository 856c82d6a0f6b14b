import type { Clause } from './editions/edition.ts';

/**
 * Terms that are no clause of PR-ME-04 and yet have a clock: they stand among the institution's targets and never in its conformity.
 * Law 200-04, art. 8: fifteen working days for access to public information. Complaints: the institution's own term. Law 172-13: what a person
 * asks about their own data; its terms are settings.
 */
export const ownTerms: readonly Clause[] = [
  {
    id: 'ley-200-04',
    aliases: [],
    section: '',
    text: null,
    owedBy: { es: 'Oficina de Acceso a la Información', en: 'Access to Information Office' },
    terms: [{ basis: 'target', term: { kind: 'working-days', days: 15 }, words: null }],
    settledBy: { es: 'La respuesta al solicitante', en: 'The answer to the requester' },
    record: null,
  },
  {
    id: 'queja',
    aliases: [],
    section: '',
    text: null,
    owedBy: { es: 'Coordinador/a de Mercadeo', en: 'Marketing coordinator' },
    terms: [{ basis: 'target', term: { kind: 'working-days', days: 5 }, words: null }],
    settledBy: { es: 'La respuesta al solicitante', en: 'The answer to the requester' },
    record: null,
  },
  {
    id: 'ley-172-13',
    aliases: [],
    section: '',
    text: null,
    owedBy: { es: 'Coordinador/a de Mercadeo', en: 'Marketing coordinator' },
    terms: [{ basis: 'target', term: { kind: 'working-days', days: 5 }, words: null }],
    settledBy: { es: 'La respuesta a quien lo pidió', en: 'The answer to whoever asked' },
    record: null,
  },
];
