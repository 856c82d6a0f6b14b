import { tagsOf } from './dkim.rules.ts';
import { fine, type Finding, wrong } from './finding.rules.ts';

/** Where a DMARC record of a domain may stand, nearest first: at itself, and above it as far as the organisation may reach. */
export function dmarcNames(domain: string): string[] {
  const labels = domain.split('.');
  // The top level is nobody's; eight steps are all that a receiver takes.
  return labels
    .slice(0, Math.max(1, labels.length - 1))
    .map((_, nr) => `_dmarc.${labels.slice(nr).join('.')}`)
    .slice(0, 8);
}

export function dmarcRecords(texts: readonly string[]): string[] {
  return texts.filter((one) => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(one.trim()));
}

/** What the record means that was found; `at` is the domain it stands at. */
export function judgeDmarc(domain: string, found: { readonly at: string; readonly records: readonly string[] } | null): Finding {
  if (!found)
    return wrong(
      'missing',
      `Falta DMARC: nadie sabe qué hacer con quien se hace pasar por ${domain}. Agregue un registro TXT en _dmarc.${domain}: v=DMARC1; p=none; rua=mailto:dmarc@${domain}`,
      `DMARC is missing: nobody knows what to do with whoever pretends to be ${domain}. Add a TXT record at _dmarc.${domain}: v=DMARC1; p=none; rua=mailto:dmarc@${domain}`,
    );
  const { at, records } = found;
  if (records.length > 1)
    return wrong(
      'several',
      `Hay ${records.length} registros DMARC en _dmarc.${at} y ninguno vale. Deje uno solo.`,
      `There are ${records.length} DMARC records at _dmarc.${at} and none of them counts. Leave one.`,
    );
  return judgeRecord(domain, at, tagsOf(records[0] as string));
}

function judgeRecord(domain: string, at: string, tags: ReadonlyMap<string, string>): Finding {
  const policy = ((at === domain ? undefined : tags.get('sp')) ?? tags.get('p') ?? '').toLowerCase();
  const reports = tags.get('rua') ?? '';
  if (!['none', 'quarantine', 'reject'].includes(policy))
    return wrong(
      'broken',
      `El DMARC de ${at} no dice qué hacer (p=${policy || '?'}). Escriba p=none, p=quarantine o p=reject.`,
      `The DMARC of ${at} does not say what to do (p=${policy || '?'}). Write p=none, p=quarantine or p=reject.`,
    );
  const where = at === domain ? '' : ` (por ${at})`;
  const whereEn = at === domain ? '' : ` (by ${at})`;
  const silent = reports === '' ? ' No pide informes: agregue rua=mailto:… para saber quién envía en su nombre.' : '';
  const silentEn = reports === '' ? ' It asks for no reports: add rua=mailto:… to learn who sends in its name.' : '';
  if (policy === 'none')
    return {
      ...fine(
        `DMARC: ${domain} solo observa (p=none)${where}: quien se haga pasar por la institución no es rechazado. Cuando SPF y DKIM pasen, suba a p=quarantine.${silent}`,
        `DMARC: ${domain} only watches (p=none)${whereEn}: whoever pretends to be the institution is not refused. Once SPF and DKIM pass, go up to p=quarantine.${silentEn}`,
      ),
      code: 'only-watching',
    };
  const share = Number(tags.get('pct') ?? 100);
  const part = share < 100 ? `, solo al ${share} %` : '';
  const partEn = share < 100 ? `, only for ${share} %` : '';
  return {
    ...fine(
      `DMARC: lo que no pasa en nombre de ${domain} se ${policy === 'reject' ? 'rechaza' : 'aparta'} (p=${policy}${part})${where}.${silent}`,
      `DMARC: what does not pass in the name of ${domain} is ${policy === 'reject' ? 'refused' : 'set apart'} (p=${policy}${partEn})${whereEn}.${silentEn}`,
    ),
    ...(reports === '' ? { code: 'no-reports' as const } : {}),
  };
}
