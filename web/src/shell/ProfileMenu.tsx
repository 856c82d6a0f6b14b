import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { remove } from '../api.ts';
import { Avatar } from '../design/Avatar.tsx';
import { type Language, useLanguage } from '../i18n/words.ts';
import { usePerson } from './session.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

/** Who is signed in, and what belongs to that person: profile, theme, language, leaving. */
export function ProfileMenu({ isRail }: { readonly isRail: boolean }) {
  const person = usePerson();
  const words = useShellWords();
  const navigate = useNavigate();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const role = person.roles[0];
  return (
    <Menu position={isRail ? 'right-end' : 'top-start'} width={220} shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className={s.who}>
          <Avatar name={person.name} size="s" />
          {isRail && <span className="sr">{words.account(person.name)}</span>}
          <span className={s.names}>
            <b className="semi">{person.name}</b>
            {role && (
              <span className="xs faint" title={words.roles[role]}>
                {words.roles[role]}
              </span>
            )}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUser aria-hidden="true" />} onClick={() => void navigate('/perfil')}>
          {words.profile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.theme}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}>
          {(['auto', 'light', 'dark'] as const).map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {words.themes[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{words.language}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(next) => choose(next as Language)}>
          {(['es', 'en'] as const).map((one) => (
            <Menu.RadioItem key={one} value={one} lang={one}>
              {one === 'es' ? 'Español' : 'English'}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout aria-hidden="true" />} onClick={signOut}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Ends the session and begins with an empty page: nothing of one person stays for the next. */
export async function signOut(): Promise<void> {
  // Whoever sits here next must not be told of this person's notices.
  await import('../notices/push.ts').then(({ turnOff }) => turnOff()).catch(() => {});
  await remove('/session').catch(() => {});
  location.assign('/entrar');
}
