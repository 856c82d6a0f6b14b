import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout, IconUser } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { remove } from '../api.ts';
import { Avatar } from '../design/Avatar.tsx';
import { useLanguage } from '../i18n/words.ts';
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
  const tick = (isOn: boolean) => (isOn ? <IconCheck aria-hidden="true" /> : <i style={{ width: 16 }} />);
  return (
    <Menu position={isRail ? 'right-end' : 'top-start'} width={220} shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className={s.who}>
          <Avatar name={person.name} size="s" />
          {isRail && <span className="sr">{words.account(person.name)}</span>}
          <span className={s.names}>
            <b className="semi">{person.name}</b>
            {role && <span className="xs faint">{words.roles[role]}</span>}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUser aria-hidden="true" />} onClick={() => void navigate('/perfil')}>
          {words.profile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.theme}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            leftSection={tick(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {words.themes[scheme]}
          </Menu.Item>
        ))}
        <Menu.Label>{words.language}</Menu.Label>
        {(['es', 'en'] as const).map((one) => (
          <Menu.Item
            key={one}
            role="menuitemradio"
            aria-checked={language === one}
            leftSection={tick(language === one)}
            onClick={() => choose(one)}
            lang={one}
          >
            {one === 'es' ? 'Español' : 'English'}
          </Menu.Item>
        ))}
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
  await remove('/session').catch(() => {});
  location.assign('/entrar');
}
