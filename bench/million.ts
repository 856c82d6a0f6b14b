import type { Product } from './product.ts';

export const conversations = 1_000_000;
const perStatement = 50_000;

const words = [
  'admision inscripcion requisito pago factura beca carrera horario clase profesor materia retiro reinscripcion certificado record nota plataforma',
  'clave correo acceso examen fecha cupo seccion curso diplomado ingles laboratorio campus transporte biblioteca egresado pasantia convenio carta',
  'estudio documento acta cedula copia original legalizar solicitud respuesta ayuda problema error pantalla telefono direccion oficina caja registro',
  'academia coordinacion director semana lunes martes miercoles jueves viernes manana tarde noche urgente importante favor gracias saludo atento cordial',
].flatMap((line) => line.split(' '));

/** In each mail · in 6 of 10 · in 1 of 100 as a phrase · in the 30,000 oldest · two that never meet. */
export const planted = {
  every: 'institucion',
  common: 'matricula',
  phrase: 'recibo extraviado',
  old: 'pandemia',
  never: ['mensualidad', 'graduacion'],
} as const;

/** A million conversations of a message each, as years of mail leave them: a tenth waiting, the rest ended. */
export async function seedMillion(product: Product): Promise<void> {
  await product.query(
    "insert into desk.requester (email, name) select 'persona' || n || '@correo.example', 'Persona ' || n from generate_series(1, 20000) n",
  );
  await product.query(
    `insert into desk.contact (id, name, head_id, made_at, sort_name, search)
    select id, name, id, now(), kernel.plain(name), ' ' || kernel.plain(name || ' ' || email) from desk.requester`,
  );
  await product.query('update desk.requester set contact_id = id');
  await product.query("select setval(pg_get_serial_sequence('desk.contact', 'id'), 20001)");
  for (let from = 1; from <= conversations; from += perStatement) await seed(product, from, from + perStatement - 1);
  await product.query(
    `select setval('desk.conversation_number', ${10_000 + conversations}), setval('desk.message_number', ${conversations})`,
  );
  await product.query('vacuum analyze');
}

async function seed(product: Product, from: number, to: number): Promise<void> {
  await product.query(
    `with line as (
      select n, timestamptz '2024-01-01' + n * interval '90 seconds' as at, 1 + n % 20000 as person,
        (select string_agg(($3::text[])[1 + (hashint8(n * 31 + w) & 2147483647) % $4], ' ') from generate_series(1, 20) w)
          || ' ' || $5 || case when n % 10 < 6 then ' ' || $6 else '' end || case when n % 100 = 0 then ' ' || $7 else '' end
          || case when n <= 30000 then ' ' || $8 else '' end || case when n % 2 = 0 then ' ' || $9 else ' ' || $10 end
          || case when n % 200000 = 7 then ' zafacon' else '' end as text
      from generate_series($1::bigint, $2::bigint) n),
    conversation as (
      insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, mailbox, state, nature, is_history, is_quarantined, is_warned,
        waits_for_answer, due_at, due_opened_at, received_at, last_at, preview, message_count, participants)
      select 10000 + n, 'Consulta ' || n, 'mail', person, 'Persona ' || person, 'persona' || person || '@correo.example', 'info@itla.test',
        case when n % 10 = 3 then 'open' else 'resolved' end, 'person', n % 10 <> 3, false, false,
        n % 10 = 3, case when n % 10 = 3 then at + interval '3 days' else 'infinity' end, case when n % 10 = 3 then at end, at, at, left(text, 100), 1, array['persona' || person || '@correo.example']
      from line),
    search as (
      insert into desk.search (conversation_id, last_at, size, document)
      select 10000 + n, at, length(text), to_tsvector('pg_catalog.spanish', 'consulta ' || n || ' persona ' || person || ' ' || text) from line)
    insert into desk.message (id, conversation_id, key, direction, nature, received_at, people, subject, text, preview)
    select n, 10000 + n, 'mail:seed' || n, 'in', 'person', at,
      json_build_object('from', json_build_object('name', 'Persona ' || person, 'email', 'persona' || person || '@correo.example'), 'replyTo', '[]'::json, 'to', '[]'::json, 'cc', '[]'::json),
      'Consulta ' || n, text, left(text, 100) from line`,
    [from, to, words, words.length, planted.every, planted.common, planted.phrase, planted.old, ...planted.never],
  );
}
