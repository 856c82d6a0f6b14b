import type { Role } from '#kernel';

// Nobody of these is real, and no address of theirs can exist: `.example` is kept for that (RFC 2606).

export const institution = {
  name: 'Instituto Superior Tecnológico del Este',
  acronym: 'ISTE',
  department: 'Gestión de la Información',
} as const;

export const domain = 'iste.example';
export const mailboxes = [
  { address: `servicio@${domain}`, name: 'Servicio al Usuario', aliases: [`info@${domain}`] },
  { address: `admisiones@${domain}`, name: 'Admisiones', aliases: [] },
] as const;

/** Of everybody here; the demonstration is for this machine alone. */
export const password = 'ventanilla de muestra';

export interface Colleague {
  readonly key: 'nurys' | 'rafael' | 'yokasta' | 'elena' | 'ramon' | 'wilkin' | 'dania' | 'rector' | 'auditor' | 'admin';
  readonly name: string;
  readonly roles: readonly Role[];
  /** As the sign-in table says it. */
  readonly shownAs: string;
}

export const staff: readonly Colleague[] = [
  { key: 'nurys', name: 'Nurys Abreu', roles: ['operator'], shownAs: 'Agente de Servicio' },
  { key: 'rafael', name: 'Rafael Almánzar', roles: ['operator'], shownAs: 'Agente de Servicio' },
  { key: 'yokasta', name: 'Yokasta Brito', roles: ['operator'], shownAs: 'Agente de Servicio' },
  { key: 'elena', name: 'Elena Marmolejos', roles: ['coordinator'], shownAs: 'Coordinadora' },
  { key: 'ramon', name: 'Ramón Eusebio', roles: ['head'], shownAs: 'Encargado' },
  { key: 'wilkin', name: 'Wilkin Paredes', roles: ['network'], shownAs: 'Administrador de Redes' },
  { key: 'dania', name: 'Dania Contreras', roles: ['quality'], shownAs: 'Calidad' },
  { key: 'rector', name: 'Altagracia Solís', roles: ['rector'], shownAs: 'Rectora' },
  { key: 'auditor', name: 'Julio Encarnación', roles: ['auditor'], shownAs: 'Auditor' },
  { key: 'admin', name: 'Marleny Castillo', roles: ['admin'], shownAs: 'Administradora' },
];

export function emailOf({ name }: Pick<Colleague, 'name'>): string {
  return `${plain(name).replaceAll(' ', '.')}@${domain}`;
}

export interface AreaOfDemo {
  readonly name: string;
  readonly mail: string;
  readonly head: string;
  readonly headMail: string;
  readonly hours: number;
  readonly answers: 'requester' | 'operator';
}

export const areas: readonly AreaOfDemo[] = [
  area('Registro', 'registro', 'Milagros Tejeda', 16, 'requester'),
  area('Tesorería', 'tesoreria', 'Bienvenido Cuevas', 16, 'requester'),
  area('Becas', 'becas', 'Kirsis Lantigua', 24, 'requester'),
  area('Tecnología', 'tecnologia', 'Starlin Guzmán', 8, 'operator'),
  area('Academia', 'academia', 'Rosa Iris Valdez', 24, 'operator'),
  area('Bienestar Estudiantil', 'bienestar', 'Domingo Reynoso', 24, 'requester'),
];

function area(name: string, user: string, head: string, hours: number, answers: AreaOfDemo['answers']): AreaOfDemo {
  return { name, mail: `${user}@${domain}`, head, headMail: `${plain(head).replaceAll(' ', '.')}@${domain}`, hours, answers };
}

const firstNames =
  'Ana Luis Carmen José María Rafael Yudelka Wilkin Altagracia Ramón Génesis Joel Rosanny Ángel Noemí Iván Yadhira Starling Dahiana Franklin Katherine Eddy Luz Jhonatan Massiel Cristian Paola Eliezer Yesenia Robinson'.split(
    ' ',
  );
const lastNames =
  'Peña Núñez Almonte Báez Familia Ogando Mejía Tavárez Pichardo Féliz Santana Ureña Cabrera Polanco Rosario Vargas Medina Jiménez Acosta Liriano Heredia Sosa Montero Lora'.split(
    ' ',
  );

/** Invented people, always the same ones in the same order; some write more than once. */
export function requester(nr: number): { readonly name: string; readonly email: string } {
  const name = `${firstNames[nr % firstNames.length]} ${lastNames[(nr * 7 + Math.floor(nr / firstNames.length)) % lastNames.length]}`;
  return { name, email: `${plain(name).replaceAll(' ', '.')}${nr % 90}@correo.example` };
}

export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '');
}
