import type { User } from '../api.ts';
import { useShellWords } from '../../shell/words.ts';
import s from '../settings.module.css';
import { usePeopleWords } from './words.ts';

export type Role = User['roles'][number];
export const roleNames = [
  'operator',
  'coordinator',
  'head',
  'network',
  'quality',
  'rector',
  'auditor',
  'admin',
] as const satisfies readonly Role[];

interface RoleBoxesProps {
  readonly roles: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

/** What an account may do, as the roles of the matrix. */
export function RoleBoxes({ roles, onChange }: RoleBoxesProps) {
  const words = usePeopleWords();
  const names = useShellWords().roles;
  return (
    <fieldset>
      <div className={s.roles} role="group" aria-label={words.roles}>
        {roleNames.map((role) => (
          <label key={role} className={s.check}>
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => onChange(event.currentTarget.checked ? [...roles, role] : roles.filter((one) => one !== role))}
            />
            {names[role]}
          </label>
        ))}
      </div>
      {roles.length === 0 && <p className="xs bad">{words.chooseRole}</p>}
    </fieldset>
  );
}
