import type { ReactNode } from 'react';
import type { ProcedureDocument } from './api.ts';
import s from './procedure.module.css';
import { useProcedureWords } from './words.ts';

type Block = { readonly kind: 'text'; readonly line: string } | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** The approved text, word for word. Its tables are lines with tabs. */
export function OfficialText({ procedure }: { readonly procedure: ProcedureDocument }) {
  const words = useProcedureWords();
  return (
    <article className={`card ${s.official}`} aria-label={words.officialText}>
      <p className={`xs faint ${s.noPrint}`}>{words.officialHint}</p>
      <div lang="es-DO">
        {blocksOf(procedure.text).map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
          <Part key={index} block={block} />
        ))}
      </div>
    </article>
  );
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let rows: string[][] | null = null;
  for (const line of text.split('\n')) {
    if (line.includes('\t')) {
      if (!rows) blocks.push({ kind: 'table', rows: (rows = []) });
      rows.push(line.split('\t'));
    } else {
      rows = null;
      if (line.trim() !== '') blocks.push({ kind: 'text', line });
    }
  }
  return blocks;
}

function Part({ block }: { readonly block: Block }) {
  if (block.kind === 'text') {
    const isHeading =
      /^(\*\*)?\d+(\.\d)?\.? ?(\*\*)?[^.]{0,70}:?(\*\*)?$/.test(block.line) && block.line.length < 90 && !block.line.endsWith('.');
    return isHeading ? <h2>{marked(block.line)}</h2> : <p>{marked(block.line)}</p>;
  }
  const columns = Math.max(...block.rows.map((row) => row.length));
  return (
    <div className={s.scroll} role="group" tabIndex={0} aria-label={block.rows[0]?.filter(Boolean).join(', ')}>
      <table className="data">
        <tbody>
          {block.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
            <tr key={index}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
                <td key={at} colSpan={at === row.length - 1 ? columns - at : 1}>
                  {marked(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The few marks of the text: bold, italic, underlined. */
function marked(line: string): ReactNode {
  return line.split(/(\*\*.+?\*\*|<i>.+?<\/i>|<u>.+?<\/u>)/).map((part, index) => {
    const inner = part.replace(/^(\*\*|<[iu]>)|(\*\*|<\/[iu]>)$/g, '');
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
    if (part.startsWith('**')) return <b key={index}>{inner}</b>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
    if (part.startsWith('<i>')) return <i key={index}>{inner}</i>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
    if (part.startsWith('<u>')) return <u key={index}>{inner}</u>;
    return part;
  });
}
