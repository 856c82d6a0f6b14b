import { repairDouble, withoutControls } from './charset.ts';

/** Text as stored: line feeds only, no controls, mojibake repaired, no blanks at the end. */
export function readText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return withoutControls(repairDouble(lines)).trimEnd();
}

/** RFC 3676: lines that end in a blank go on in the next one; `-- ` never flows. */
export function unflow(text: string, deletesSpace: boolean): string {
  const out: string[] = [];
  let open = false;
  let openDepth = 0;
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const rest = line.slice(depth);
    const content = rest.startsWith(' ') ? rest.slice(1) : rest;
    const flows = content.endsWith(' ') && content !== '-- ';
    const kept = flows && deletesSpace ? content.slice(0, -1) : content;
    if (open && depth === openDepth) out.push(kept);
    else out.push(`${out.length > 0 ? '\n' : ''}${depth > 0 ? `${'>'.repeat(depth)} ` : ''}${kept}`);
    open = flows;
    openDepth = depth;
  }
  return out.join('');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth++;
  return depth;
}
