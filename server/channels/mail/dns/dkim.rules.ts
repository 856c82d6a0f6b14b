import { fine, type Finding, type SendsBy, unknown, wrong } from './finding.rules.ts';

/** Who signed a mail, as its DKIM-Signature says (RFC 6376 3.5). */
export interface Signature {
  readonly domain: string;
  readonly selector: string;
}

/** The signatures in a mail's headers, in lower case. */
export function signaturesIn(headers: readonly string[]): Signature[] {
  return headers.flatMap((text) => {
    const tags = tagsOf(text);
    const [domain, selector] = [tags.get('d')?.toLowerCase(), tags.get('s')?.toLowerCase()];
    return domain && selector && /^[\w.-]{1,253}$/.test(`${selector}.${domain}`) ? [{ domain, selector }] : [];
  });
}

/** Whether a signature speaks for the domain: the same, or one above or below it (relaxed alignment, RFC 7489 3.1.1). */
export function isAligned(signed: string, domain: string): boolean {
  return signed === domain || signed.endsWith(`.${domain}`) || (domain.endsWith(`.${signed}`) && signed.split('.').length > 2);
}

/** `a=1; b=2` as name → value without white space. */
export function tagsOf(text: string): Map<string, string> {
  const pairs = text.split(';').map((one) => one.split(/=(.*)/s));
  return new Map(pairs.map(([name = '', value = '']) => [name.trim().toLowerCase(), value.replace(/\s+/g, '')]));
}

export interface Key {
  readonly name: string;
  readonly selector: string;
  readonly state: 'there' | 'missing' | 'revoked' | 'broken';
  readonly wasSeen: boolean;
}

/** What the TXT records at `selector._domainkey` say: an empty `p=` withdraws the key (RFC 6376 3.6.1). */
export function keyState(texts: readonly string[]): Key['state'] {
  const record = texts.find((one) => /(?:^|;)\s*p\s*=/i.test(one));
  if (record === undefined) return texts.length === 0 ? 'missing' : 'broken';
  const tags = tagsOf(record);
  if (tags.has('v') && tags.get('v') !== 'DKIM1') return 'broken';
  const key = tags.get('p') ?? '';
  return key === '' ? 'revoked' : /^[A-Za-z0-9+/]+={0,2}$/.test(key) ? 'there' : 'broken';
}

/** Selectors under which a provider keeps its keys. */
export function selectorsOf({ provider }: SendsBy): string[] {
  return { microsoft: ['selector1', 'selector2'], google: ['google'], own: [] }[provider];
}

/** What the keys mean. Microsoft turns between two selectors: one of them is enough. */
export function judgeDkim(domain: string, keys: readonly Key[], { provider }: SendsBy): Finding {
  if (keys.length === 0)
    return unknown(
      'selector-unknown',
      `No se sabe con qué clave firma DKIM el servidor de ${domain}: aún no se ha visto una copia firmada de lo enviado. Envíese un correo desde el buzón a él mismo y pruebe otra vez.`,
      `Which key the server of ${domain} signs with (DKIM) is not known: no signed copy of what was sent has been seen yet. Send a mail from the mailbox to itself and test again.`,
    );
  const used = keys.filter((one) => one.wasSeen);
  const weighed = used.length > 0 ? used : keys;
  const there = weighed.filter((one) => one.state === 'there');
  if (there.length > 0) {
    const names = there.map((one) => one.selector).join(', ');
    return fine(
      `DKIM: la clave de ${domain} está publicada (${names})${used.length > 0 ? ', y lo enviado va firmado con ella' : ''}.`,
      `DKIM: the key of ${domain} is published (${names})${used.length > 0 ? ', and what is sent is signed with it' : ''}.`,
    );
  }
  const revoked = weighed.find((one) => one.state === 'revoked');
  if (revoked)
    return wrong(
      'revoked',
      `La clave DKIM ${revoked.name} está retirada (p vacío): lo que se firma con ella no pasa. Publique la nueva o cambie de selector en el servidor.`,
      `The DKIM key ${revoked.name} has been withdrawn (empty p): what is signed with it does not pass. Publish the new one, or change the selector at the server.`,
    );
  const broken = weighed.find((one) => one.state === 'broken');
  if (broken)
    return wrong(
      'broken',
      `La clave DKIM en ${broken.name} está mal escrita. Cópiela otra vez, entera, de la consola del proveedor.`,
      `The DKIM key at ${broken.name} is badly written. Copy it again, whole, from the provider’s console.`,
    );
  return wrong('missing', ...missing(domain, weighed, provider));
}

function missing(domain: string, keys: readonly Key[], provider: SendsBy['provider']): [string, string] {
  const names = keys.map((one) => one.name).join(', ');
  const [where, whereEn] = {
    microsoft: [
      'En Microsoft Defender, Directivas › Autenticación de correo › DKIM, active la firma del dominio y publique los dos CNAME que muestra.',
      'In Microsoft Defender, Policies › Email authentication › DKIM, turn on signing for the domain and publish the two CNAMEs it shows.',
    ],
    google: [
      'En la consola de administración, Gmail › Autenticar correo, genere la clave, publíquela y pulse Iniciar autenticación. Si eligió otro prefijo, envíese un correo y pruebe otra vez.',
      'In the Admin console, Gmail › Authenticate email, generate the key, publish it and press Start authentication. If you chose another prefix, send yourself a mail and test again.',
    ],
    own: ['Publique la clave con la que firma el servidor de envío.', 'Publish the key with which the outgoing server signs.'],
  }[provider] as [string, string];
  return [
    `Falta la clave DKIM de ${domain}: no hay registro en ${names}. ${where}`,
    `The DKIM key of ${domain} is missing: there is no record at ${names}. ${whereEn}`,
  ];
}
