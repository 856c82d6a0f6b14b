// What says that something goes along. Not what asks the other side for a file («adjunte», "attach your…"), nor what they sent («adjuntó»).
const says =
  /(?<![\p{L}\p{N}])(adjunt(?:o|os|a|as|é|amos|ado|ados|ada|adas|ando)|anex(?:o|os|é|amos|ado|ados|ada|adas|ando)|attached|attaching|attachments?|enclosed)(?![\p{L}\p{N}])/giu;
const negation =
  /(?<![\p{L}])(no|ni|sin|nunca|tampoco|ning[uú]n\w*|not|never|without|nor|isn['’]t|wasn['’]t|can['’]?t|cannot|don['’]t)(?![\p{L}])/iu;
/** It is theirs: what was received, or their own file. */
const theirs =
  /(?<![\p{L}])(sus?|tus?|recib\p{L}*|envi[oó]|envi[aá]ste|mand[oó]|adjunt[oó] usted|usted|your?|received|sent)(?![\p{L}])\s*(?:[\p{L}]+\s+){0,3}$/iu;
/** A post, and no file: «la directora adjunta». */
const post = /(?<![\p{L}])(director|profesor|secretari|fiscal|defensor|coordinador|decan|vicerrector|jef|encargad)\p{L}*\s+$/iu;
// Where an answer quotes: whatever follows was written before.
const quoteBegins = /^(?:>|-{3,}\s*(?:mensaje original|original message)|(?:el|on)\s.{1,200}(?:escribi[óo]|wrote):\s*$)/im;

/** The word by which a text says that something is attached; null where it says so of nothing that goes with it. */
export function attachmentSaid(text: string): string | null {
  const at = text.search(quoteBegins);
  const own = (at < 0 ? text : text.slice(0, at)).normalize('NFC');
  for (const sentence of own.split(/[.!?;\n]+/)) {
    for (const found of sentence.matchAll(says)) {
      const before = sentence.slice(0, found.index);
      if (!negation.test(before) && !theirs.test(before) && !post.test(before)) return found[0];
    }
  }
  return null;
}
