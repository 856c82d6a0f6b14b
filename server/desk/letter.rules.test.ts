import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterHtml } from './letter.rules.ts';

test('paragraphs, what is quoted, and one link; whatever else looks like HTML stays text', () => {
  const link = 'https://ventanilla.itla.example/area/1-a-b';
  const html = letterHtml(
    `Para <b>Caja</b>:\n\nAbra: ${link}\n\nAna escribió:\n> ¿Cuánto <script>es</script>?\n> https://malo.example/x`,
    link,
  );
  assert.equal(
    html,
    [
      '<p>Para &#60;b&#62;Caja&#60;/b&#62;:</p>',
      `<p>Abra: <a href="${link}">${link}</a></p>`,
      '<p>Ana escribió:</p>',
      '<blockquote>¿Cuánto &#60;script&#62;es&#60;/script&#62;?<br>https://malo.example/x</blockquote>',
    ].join('\n'),
  );
});
