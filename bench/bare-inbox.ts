import Fastify from 'fastify';
import pg from 'pg';

// A program of its own: Fastify and the one query behind a page of the inbox, nothing else. The limit that `inbox` is held against.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const columns = 'id, subject, requester_name, requester_email, state, due_at, received_at, last_at, preview';
const orders = { lastAt: 'last_at desc, id desc', dueAt: 'due_at, id' } as const;
const wheres = { lastAt: 'true', dueAt: 'waits_for_answer' } as const;

const server = Fastify();
server.get<{ Params: { order: keyof typeof orders } }>('/:order', async ({ params: { order } }) => {
  const text = `select ${columns} from desk.conversation where ${wheres[order]} order by ${orders[order]} limit 50`;
  const { rows } = await pool.query({ name: order, text });
  return { items: rows, next: null };
});
console.log(await server.listen({ port: 0, host: '127.0.0.1' }));
