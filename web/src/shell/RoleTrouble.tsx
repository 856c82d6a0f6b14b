import { Link } from 'react-router';
import { useShellWords } from './words.ts';

/** A link to a page of another role. */
export function RoleTrouble() {
  const words = useShellWords();
  return (
    <div className="center">
      <h1 className="semi">{words.notYours}</h1>
      <span>{words.notYoursText}</span>
      <Link className="btn" to="/">
        {words.goHome}
      </Link>
    </div>
  );
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
