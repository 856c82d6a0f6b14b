import { Fragment, type ReactNode } from 'react';

const address = /(https?:\/\/[^\s<>"'«»]{4,500}[^\s<>"'«».,;:!?)\]])|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})/g;
const atMost = 20_000; // beyond this nobody looks for a link, and a quote of 100,000 lines must not hold the page up

/** Plain text whose addresses can be followed; they open apart and learn nothing of where they were. */
export function LinkedText({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of text.slice(0, atMost).matchAll(address)) {
    const [whole, url] = found;
    parts.push(text.slice(at, found.index));
    parts.push(
      <a href={url ?? `mailto:${whole}`} {...(url !== undefined && { target: '_blank', rel: 'noopener noreferrer' })}>
        {whole}
      </a>,
    );
    at = found.index + whole.length;
  }
  parts.push(text.slice(at));
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
