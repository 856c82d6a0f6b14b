import { Link } from 'react-router';

/** A clause as a small tag that opens it (ui/README 3.5). */
export function ClauseTag({ clause }: { readonly clause: string }) {
  return (
    <Link className="clause" to={`/procedimiento/${clause}`}>
      {clause}
    </Link>
  );
}
