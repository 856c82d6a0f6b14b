import { roles, type Role } from '#kernel';
import { addUser } from '#people';
import { type Command, flag, list, needed, positional, UsageError } from './command.ts';

export const command: Command = {
  usage: 'user add CORREO --name NOMBRE --role ROL [--role ROL…] [--password-stdin] [--json]',
  options: { name: { type: 'string' }, role: { type: 'string', multiple: true }, 'password-stdin': { type: 'boolean' } },
  positionals: [1, 1],
  async run(input) {
    const asked = { email: positional(input, 0), name: needed(input, 'name'), roles: readRoles(list(input, 'role')) };
    const password = flag(input, 'password-stdin') ? await input.secret() : undefined;
    const made = await addUser(await input.kernel(), { ...asked, ...(password !== undefined && { password }) });
    const text = made.link ? `Quedó ${asked.name}. Su enlace para elegir clave, válido 72 h: ${made.link}` : `Quedó ${asked.name}.`;
    return { json: made, text };
  },
};

/** Known roles only, at least one; the sentence names them all. */
export function readRoles(names: readonly string[]): Role[] {
  const wrong = names.find((name) => !roles.includes(name as Role));
  if (wrong === undefined && names.length > 0) return [...new Set(names)] as Role[];
  throw new UsageError(`${wrong === undefined ? 'Falta --role' : `No existe el rol «${wrong}»`}. Los roles son: ${roles.join(', ')}.`);
}
