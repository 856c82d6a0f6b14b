import { domain, mailboxes, requester } from './cast.ts';
import { type Letter, unreadable } from './letters.ts';
import type { Dice } from './random.ts';
import type { Stage } from './stage.ts';
import { deliver, write } from './stage.ts';
import { type Topic, topics } from './story.ts';

export interface Request {
  readonly conversation: string;
  readonly topic: Topic;
  readonly requester: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly messageId: string;
}

export interface Asked {
  readonly letter: Letter;
  readonly topic: Topic;
}

/** What somebody writes at an instant (product ms). */
export function question(dice: Dice, { nr, at, id }: { readonly nr: number; readonly at: number; readonly id: string }): Asked {
  const topic = dice.pick(topics);
  const writer = requester(Math.floor(dice.next() * 520));
  const from = dice.chance(0.012) ? { ...writer, email: `buzon.lleno${nr}@correo.example` } : dice.chance(0.02) ? gone(writer, nr) : writer;
  const to = dice.chance(0.2) ? mailboxes[1].address : dice.chance(0.15) ? `info@${domain}` : mailboxes[0].address;
  const greeting = new Date(at - 4 * 3_600_000).getUTCHours() < 12 ? 'Buenos días.' : 'Buenas tardes.';
  const attachments = dice.chance(0.12)
    ? [{ filename: dice.pick(['comprobante.pdf', 'captura.png', 'cedula.pdf']), content: `muestra ${nr}`, contentType: 'application/pdf' }]
    : [];
  const text = `${greeting}\n\n${dice.pick(topic.questions)}\n\n${dice.pick(['Gracias,', 'Quedo atento,', 'Saludos,', 'Muchas gracias,'])}\n${from.name}`;
  return { topic, letter: { from, to, subject: dice.pick(topic.subjects), text, at, id, attachments } };
}

/** Somebody writes; answers what came of it. */
export async function ask(s: Stage, nr: number): Promise<Request | null> {
  const id = s.newId();
  const { letter, topic } = question(s.dice, { nr, at: s.clock.now(), id });
  const isUnreadable = s.dice.chance(0.006);
  const conversation = isUnreadable
    ? await deliver(s, letter.to.replace('info@', 'servicio@'), id, unreadable(letter))
    : await write(s, letter);
  return conversation === null ? null : { conversation, topic, requester: letter.from, subject: letter.subject, messageId: id };
}

function gone({ name }: { name: string }, nr: number) {
  return { name, email: `ya.no.existe${nr}@correo.example` };
}

const machines = [
  {
    from: { name: 'Biblioteca Virtual', email: 'novedades@editorial.example' },
    subject: 'Boletín: nuevas bases de datos para su institución',
    text: 'Conozca las bases de datos que se suman este mes. Para dejar de recibir este boletín, use el enlace.',
    headers: {
      'List-Id': 'Novedades <novedades.editorial.example>',
      'List-Unsubscribe': '<mailto:baja@editorial.example>',
      Precedence: 'bulk',
    },
  },
  {
    from: { name: 'Respaldo nocturno', email: 'respaldo@servidores.example' },
    subject: 'Copia terminada sin errores',
    text: 'La copia programada terminó a las 02:14. Tamaño: 41 GB.',
    headers: { 'Auto-Submitted': 'auto-generated' },
  },
  {
    from: { name: 'Promociones', email: 'ofertas@ganadores.example' },
    subject: '¡Felicidades! Usted ha sido seleccionado',
    text: 'Haga clic para reclamar su premio antes de las doce.',
    headers: {},
    place: 'junk' as const,
  },
] as const;

/** Newsletters, machines and what the provider took for junk. */
export async function machine(s: Stage): Promise<void> {
  const { place = 'smtp', ...one } = s.dice.pick(machines) as (typeof machines)[number] & { place?: 'junk' };
  await write(s, { ...one, to: mailboxes[0].address, at: s.clock.now(), id: s.newId() }, place);
}
