import { useEffect } from 'react';
import type { AreaPage } from './api.ts';
import { Brand } from '../design/Brand.tsx';
import { useLanguage } from '../i18n/words.ts';
import s from './visitors.module.css';
import { useVisitorWords } from './words.ts';

/** The bar of the pages behind a link: whose window this is, and the other language. */
export function VisitorHead({ institution, title }: { readonly institution: AreaPage['institution']; readonly title: string }) {
  const words = useVisitorWords();
  const { language, choose } = useLanguage();
  const other = language === 'es' ? 'en' : 'es';
  useEffect(() => {
    document.title = `${title} · Ventanilla`;
  }, [title]);
  return (
    <header className={s.head}>
      <div>
        <Brand />
        <b className="semi">Ventanilla</b>
        <span className={`sm muted trunc ${s.service}`}>
          {institution && words.service(institution.department, institution.acronym ?? institution.name)}
        </span>
        <span className="grow" />
        <button type="button" className={`link sm ${s.language}`} lang={other} onClick={() => choose(other)}>
          {other === 'en' ? 'English' : 'Español'}
        </button>
      </div>
    </header>
  );
}
