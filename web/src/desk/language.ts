// Words that hardly stand in the other language: a handful decides of a mail.
const spanish =
  /(?<![\p{L}])(que|de|la|el|los|las|una|por|para|con|del|se|buenos|buenas|gracias|usted|quisiera|cómo|está|mi|su)(?![\p{L}])/giu;
const english = /(?<![\p{L}])(the|and|of|to|is|are|you|your|for|with|would|please|thanks|dear|have|my|this|it|not)(?![\p{L}])/giu;

/** In which language a text is written; Spanish where it does not say. */
export function languageOf(text: string): 'es' | 'en' {
  const begun = text.slice(0, 4000);
  const count = (words: RegExp) => begun.match(words)?.length ?? 0;
  return count(english) > count(spanish) ? 'en' : 'es';
}

/** The language in which an answer is checked for its spelling: of what is being written once there is enough of it, else of what is answered. */
export function writingLanguage(text: string, messages: readonly { readonly direction: string; readonly visibleText: string }[]): string {
  const question = messages.findLast((one) => one.direction === 'in')?.visibleText ?? '';
  // As a browser names the dictionary.
  return languageOf(text.trim().split(/\s+/).length >= 8 ? text : question) === 'en' ? 'en' : 'es-DO';
}
