import { Link } from 'react-router';
import { useLanguage } from '../i18n/words.ts';
import type { pages } from './pages.ts';
import { useSession } from './session.ts';
import { useShellWords } from './words.ts';

/** A link to a page of another role (ui/README 2). */
export function RoleTrouble({ page }: { readonly page: (typeof pages)[number]['word'] }) {
  const words = useShellWords();
  return (
    <div className="center">
      <h1 className="semi">{words.notYours(words.owners[page])}</h1>
      <WhomToAsk />
      <Link className="btn" to="/">
        {words.goHome}
      </Link>
    </div>
  );
}

/** Who gives access, by name. */
export function WhomToAsk() {
  const words = useShellWords();
  const { language } = useLanguage();
  const names = useSession().data?.administrators.slice(0, 3) ?? [];
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
  return <span>{names.length > 0 ? words.askFor(list) : words.askSomebody}</span>;
}

/** An address that leads nowhere. */
export function NotFound() {
  const words = useShellWords();
  return (
    <div className="center">
      <h1 className="semi">{words.notFound}</h1>
      <span>{words.notFoundText}</span>
      <Link className="btn" to="/">
        {words.goHome}
      </Link>
    </div>
  );
}
