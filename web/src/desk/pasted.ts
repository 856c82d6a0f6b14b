/** A picture out of the clipboard is called `image.png` by every browser: its moment tells one from the other. */
export function named(file: File, moment: string): File {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const ending = file.name.slice(file.name.lastIndexOf('.'));
  return new File([file], `captura-${moment}${ending}`, { type: file.type });
}

/** `2026-11-24-1024` of an instant (ms), in the institution's hours. */
export function momentName(at: number): string {
  return new Date(at - 4 * 3_600_000).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
}
