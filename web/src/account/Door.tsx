import type { ReactNode } from 'react';
import { Brand } from '../design/Brand.tsx';
import { useLanguage } from '../i18n/words.ts';
import { useSession } from '../shell/session.ts';
import s from './account.module.css';
import { useAccountWords } from './words.ts';

/** The bar of the pages outside the shell: whose window this is, and the other language. */
export function DoorHead({ sub }: { readonly sub?: string }) {
  const words = useAccountWords();
  const { data } = useSession();
  const { language, choose } = useLanguage();
  const service = data?.institution ? words.service(data.institution.department) : '';
  const other = language === 'es' ? 'en' : 'es';
  return (
    <header className={s.head}>
      <div>
        <Brand />
        <b className="semi">Ventanilla</b>
        <span className={`sm faint trunc ${s.service}`}>{sub ?? service}</span>
        <span className="grow" />
        <button type="button" className="link sm" lang={other} style={{ minHeight: 32, minWidth: 32 }} onClick={() => choose(other)}>
          {other === 'en' ? 'English' : 'Español'}
        </button>
      </div>
    </header>
  );
}

/** A card in the middle of the page. */
export function Door({ children }: { readonly children: ReactNode }) {
  const { data } = useSession();
  return (
    <>
      <DoorHead />
      <main className={s.door}>
        <section className="card">
          <div className={s.in}>{children}</div>
        </section>
        {data?.institution && <p className={`xs faint ${s.foot}`}>{data.institution.name}</p>}
      </main>
    </>
  );
}
