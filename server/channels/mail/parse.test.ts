import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMail } from './parse.ts';
import { base64, head, html, letter, multipart, plain } from './samples/letters.ts';

test('a simple mail gives its people, subject, time, id and words', () => {
  const mail = parseMail(plain('Buenos días.\r\n\r\nQuiero un certificado.'));
  assert.deepEqual(mail.from, { name: 'Ana Pérez', email: 'ana@correo.example' });
  assert.deepEqual(mail.to, [{ name: 'Información', email: 'info@instituto.example' }]);
  assert.equal(mail.subject, 'Consulta sobre el certificado');
  assert.equal(mail.date, Date.UTC(2026, 2, 2, 14));
  assert.equal(mail.messageId, 'uno@correo.example');
  assert.equal(mail.text, 'Buenos días.\n\nQuiero un certificado.');
  assert.equal(mail.preview, 'Buenos días. Quiero un certificado.');
  assert.equal(mail.html, null);
  assert.equal(mail.nature, 'person');
  assert.deepEqual(mail.marks, []);
});

test('envelope lines, references, thread index and times of receipt are read', () => {
  const mail = parseMail(
    letter([
      'Return-Path: <rebote@correo.example>',
      'Delivered-To: info+t1.ab@instituto.example',
      'X-Original-To: info@instituto.example',
      'Received: from a by mx.instituto.example with ESMTP; Mon, 2 Mar 2026 10:00:05 -0400',
      'Authentication-Results: mx.instituto.example; spf=pass smtp.mailfrom=correo.example; dkim=fail; dmarc=none',
      'Received: from b by smtp.correo.example; Mon, 2 Mar 2026 10:00:01 -0400',
      'In-Reply-To: <t.1.2.x@instituto.example>',
      'References: <a@x.example>,<t.1.2.x@instituto.example>\r\n\t<b@x.example>',
      `Thread-Index: ${Buffer.alloc(27, 7).toString('base64')}`,
      'Reply-To: Otra <otra@correo.example>',
      ...head,
      '',
      'hola',
    ]),
  );
  assert.equal(mail.returnPath, 'rebote@correo.example');
  assert.deepEqual(mail.deliveredTo, ['info+t1.ab@instituto.example', 'info@instituto.example']);
  assert.deepEqual(mail.references, ['t.1.2.x@instituto.example', 'a@x.example', 'b@x.example']);
  assert.equal(mail.threadIndex, '07'.repeat(22));
  assert.deepEqual(mail.replyTo, [{ name: 'Otra', email: 'otra@correo.example' }]);
  assert.deepEqual(mail.received, [
    { by: 'mx.instituto.example', at: Date.UTC(2026, 2, 2, 14, 0, 5) },
    { by: 'smtp.correo.example', at: Date.UTC(2026, 2, 2, 14, 0, 1) },
  ]);
  const { by, spf, dkim, dmarc, receivedAbove } = mail.authentication ?? assert.fail();
  assert.deepEqual(
    { by, spf, dkim, dmarc, receivedAbove },
    { by: 'mx.instituto.example', spf: 'pass', dkim: 'fail', dmarc: 'none', receivedAbove: 1 },
  );
});

test('the null return path is not the same as none', () => {
  assert.equal(parseMail(letter(['Return-Path: <>', ...head, '', 'x'])).returnPath, '');
  assert.equal(parseMail(plain('x')).returnPath, null);
});

test('undeclared latin-1, mislabelled UTF-8 and twice encoded text are read as meant', () => {
  assert.equal(parseMail(plain('Señor año', [], 'latin1')).text, 'Señor año');
  assert.equal(parseMail(plain('Señor año', ['Content-Type: text/plain; charset=us-ascii'])).text, 'Señor año');
  assert.equal(parseMail(plain('Señor año', ['Content-Type: text/plain; charset=iso-8859-1'])).text, 'Señor año');
  assert.equal(parseMail(plain('Señor año', ['Content-Type: text/plain; charset=utf-8'], 'latin1')).text, 'Señor año');
  assert.equal(parseMail(plain('SeÃ±or aÃ±o', ['Content-Type: text/plain; charset=utf-8'])).text, 'Señor año');
  assert.equal(parseMail(plain('precio \x80 5', ['Content-Type: text/plain; charset=iso-8859-1'], 'latin1')).text, 'precio € 5');
  assert.equal(parseMail(plain('a\x1b$B$3$s\x1b(B', ['Content-Type: text/plain; charset=iso-2022-jp'])).text, 'aこん');
  assert.equal(parseMail(plain('a+AOk-', ['Content-Type: text/plain; charset=utf-7'])).text, 'a+AOk-');
});

test('a UTF-8 mail cut in the middle of a letter stays UTF-8', () => {
  const raw = plain('El niño y la niña soñaron', ['Content-Type: text/plain; charset=utf-8']);
  assert.equal(parseMail(raw.subarray(0, raw.lastIndexOf('ñ') + 1)).text, 'El niño y la niña so\ufffd');
});

test('encoded words are joined, and read even when broken', () => {
  const subject = (value: string): string => parseMail(letter([`Subject: ${value}`, '', 'x'])).subject;
  assert.equal(subject('=?utf-8?Q?Certificaci=C3?=\r\n =?utf-8?Q?=B3n?= de =?iso-8859-1*es?B?YfFv?='), 'Certificación de año');
  assert.equal(subject('=?utf-8?Q?Hola que tal?='), 'Hola que tal');
  assert.equal(subject('=?utf-8?Q?A=F1o?='), 'Año');
  assert.equal(subject('"=?utf-8?B?QcOxbw==?="'), '"Año"');
  assert.equal(subject('línea\r\n con tabulador\t y\0nulo'), 'línea con tabulador y nulo');
});

test('broken senders still give what they have', () => {
  const from = (value: string) => parseMail(letter([`From: ${value}`, '', 'x'])).from;
  assert.deepEqual(from('"rector@instituto.example" <x@correo.example>'), { name: 'rector@instituto.example', email: 'x@correo.example' });
  assert.deepEqual(from('ana@CORREO.example (Ana)'), { name: 'Ana', email: 'ana@correo.example' });
  assert.equal(from('<<ana@correo.example>>')?.email, 'ana@correo.example');
  assert.equal(from('Ana sin dirección')?.name, 'Ana sin dirección');
  assert.equal(from('ñandú@correo.example')?.email, 'ñandú@correo.example');
  assert.equal(from(''), null);
  assert.deepEqual(parseMail(letter(['To: undisclosed-recipients:;', '', 'x'])).to, []);
});

test('two senders are marked, and an invisible character makes no second one', () => {
  const mail = parseMail(letter(['\u00a0From: jefe@instituto.example', 'From: a@x.example', 'From: b@x.example', '', 'x']));
  assert.equal(mail.from, null, 'a line that is no field means that there is no header');
  const two = parseMail(letter(['From: a@x.example', '\u00a0From: jefe@instituto.example', 'From: b@x.example', '', 'x']));
  assert.equal(two.from?.email, 'a@x.example');
  assert.deepEqual(two.marks, ['several-from']);
});

test('of two forms plain is for the search and HTML for the eyes', () => {
  const mail = parseMail(
    multipart('alternative', [
      ['Content-Type: text/plain', '', 'Hola llano'],
      ['Content-Type: text/html', '', '<p>Hola <b>HTML</b></p>'],
    ]),
  );
  assert.equal(mail.text, 'Hola llano');
  assert.equal(mail.html, '<p>Hola <b>HTML</b></p>');
  assert.equal(mail.attachments.length, 0);
});

test('a plain form that is empty or says «see the HTML» gives way to the text of the HTML', () => {
  for (const words of ['', 'Su programa no puede mostrar HTML.']) {
    const page = `<h1>Título</h1><p>Primera<br>Segunda &amp; tercera</p><ul><li>uno</ul>${'<p></p>'.repeat(20)}`;
    const mail = parseMail(
      multipart('alternative', [
        ['Content-Type: text/plain', '', words],
        ['Content-Type: text/html', '', page],
      ]),
    );
    assert.equal(mail.text, 'Título\n\nPrimera\nSegunda & tercera\n\n• uno');
  }
});

test('flowed lines are joined', () => {
  const mail = parseMail(
    plain('una línea \r\nque sigue\r\n> cita \r\n> que sigue', ['Content-Type: text/plain; charset=utf-8; format=flowed']),
  );
  assert.equal(mail.text, 'una línea que sigue\n> cita que sigue');
});

test('file names: RFC 2231, encoded words, 8-bit, paths and tricks', () => {
  const name = (line: string): string | undefined =>
    parseMail(multipart('mixed', [['Content-Type: application/pdf', line, '', 'x']])).attachments[0]?.name;
  assert.equal(
    name("Content-Disposition: attachment; filename*0*=utf-8''certificaci%C3; filename*1*=%B3n; filename*2=.pdf"),
    'certificación.pdf',
  );
  assert.equal(name('Content-Disposition: attachment; filename="=?utf-8?Q?a=C3=B1o.pdf?="'), 'año.pdf');
  assert.equal(name('Content-Disposition: attachment; filename="año.pdf"'), 'año.pdf');
  assert.equal(name('Content-Disposition: attachment; filename="..\\..\\C:\\x\\acta.pdf"'), 'acta.pdf');
  assert.equal(name('Content-Disposition: attachment; filename="factura\u202efdp.exe"'), 'facturafdp.exe');
  assert.equal(name('Content-Disposition: attachment; filename="CON.pdf"'), '_CON.pdf');
  assert.equal(name('Content-Disposition: attachment; filename=Acta(1).pdf'), 'Acta(1).pdf');
  assert.equal(name('Content-Disposition: attachment'), 'adjunto-1.pdf');
});

test('images named by Content-ID or Content-Location are inline only when the HTML shows them', () => {
  const mail = parseMail(
    multipart('related', [
      ['Content-Type: text/html', '', '<img src="cid:uno@x"><img src="fotos/dos.png">'],
      ['Content-Type: image/png', 'Content-ID: <uno@x>', '', 'a'],
      ['Content-Type: image/png', 'Content-Location: fotos/dos.png', '', 'b'],
      ['Content-Type: image/png', 'Content-ID: <tres@x>', '', 'c'],
    ]),
  );
  assert.deepEqual(
    mail.attachments.map((one) => one.inline),
    [true, true, false],
  );
  assert.ok(mail.html?.includes('src="cid:uno@x"'));
  assert.ok(mail.html?.includes(`src="cid:${mail.attachments[1]?.contentId}"`));
});

test('a mail inside a mail is one .eml, and nothing of its header is used', () => {
  const inside = letter([
    'From: otro@lejos.example',
    'Message-ID: <dentro@lejos.example>',
    'References: <t.9@instituto.example>',
    'Auto-Submitted: auto-replied',
    'Subject: =?utf-8?Q?Ca=C3=B1a?=',
    '',
    'dentro',
  ]);
  for (const [encoding, body] of [
    ['7bit', inside.toString()],
    ['base64', base64(inside)],
  ] as const) {
    const mail = parseMail(
      multipart('mixed', [
        ['', 'Le reenvío esto'],
        ['Content-Type: message/rfc822', `Content-Transfer-Encoding: ${encoding}`, '', body],
      ]),
    );
    assert.equal(mail.from?.email, 'ana@correo.example');
    assert.deepEqual(mail.references, []);
    assert.equal(mail.nature, 'person');
    assert.equal(mail.text, 'Le reenvío esto');
    assert.deepEqual(
      mail.attachments.map(({ name, type }) => [name, type]),
      [['Caña.eml', 'message/rfc822']],
    );
    assert.deepEqual(Buffer.from(mail.attachments[0]?.content ?? []), inside);
  }
});

test('a delivery report names the mail that came back and why', () => {
  const report = [
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; nadie@correo.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1',
    '  User unknown',
  ];
  const mail = parseMail(
    letter([
      'From: MAILER-DAEMON@mx.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=c',
      '',
      '--c\r\n\r\nNo se pudo entregar',
      ['--c', 'Content-Type: message/delivery-status', '', ...report].join('\r\n'),
      '--c\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Hola\r\nMessage-ID: <t.1.2@instituto.example>\r\n--c--',
    ]),
  );
  assert.equal(mail.nature, 'bounce');
  assert.deepEqual(mail.bounce, {
    originalMessageId: 't.1.2@instituto.example',
    recipients: [{ address: 'nadie@correo.example', action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 User unknown' }],
  });
});

test('a bounce that keeps to no standard is read from its words', () => {
  const words =
    'Hi. This is the qmail-send program.\n<nadie@correo.example>:\n550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <t.5@instituto.example>';
  const mail = parseMail(letter(['Return-Path: <>', 'From: MAILER-DAEMON@mx.example', 'Subject: failure notice', '', words]));
  assert.equal(mail.bounce?.originalMessageId, 't.5@instituto.example');
  assert.deepEqual(mail.bounce?.recipients, [
    { address: 'nadie@correo.example', action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 no such user' },
  ]);
});

test('an invitation shows what, when and where', () => {
  const ics =
    'BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Reunión\\, sala 2\nDTSTART;TZID="America/Santo_Domingo":20260302T100000\nLOCATION:Edificio\n  4\nORGANIZER:mailto:ana@correo.example\nEND:VEVENT';
  const mail = parseMail(
    multipart('mixed', [
      ['', 'Venga'],
      ['Content-Type: text/calendar; method=REQUEST; charset=utf-8', '', ics],
    ]),
  );
  assert.deepEqual(mail.marks, ['calendar']);
  assert.deepEqual(mail.calendar, {
    method: 'REQUEST',
    summary: 'Reunión, sala 2',
    start: '02/03/2026 10:00 am',
    end: '',
    location: 'Edificio 4',
    organizer: 'ana@correo.example',
  });
  const said = [
    'Cita · Event: Reunión, sala 2',
    'Cuándo · When: 02/03/2026 10:00 am',
    'Dónde · Where: Edificio 4',
    'Organiza · Organiser: ana@correo.example',
    '',
    'Venga',
  ].join('\n');
  assert.deepEqual([mail.text, mail.visibleText], [said, said]);
});

test('the time of an invitation is read in Santo Domingo, or with the name of its zone', () => {
  const start = (line: string): string | undefined =>
    parseMail(letter(['From: a@x.example', 'Content-Type: text/calendar', '', 'BEGIN:VEVENT', line, 'END:VEVENT'])).calendar?.start;
  assert.equal(start('DTSTART:20261201T020000Z'), '30/11/2026 10:00 pm');
  assert.equal(start('DTSTART;TZID=SA Western Standard Time:20261201T140500'), '01/12/2026 2:05 pm');
  assert.equal(start('DTSTART;TZID=Europe/Madrid:20261201T140500'), '01/12/2026 2:05 pm (Europe/Madrid)');
  assert.equal(start('DTSTART;VALUE=DATE:20261201'), '01/12/2026');
  assert.equal(start('DTSTART:mañana'), 'mañana');
});

test('an invitation stands over a mail that is HTML too, with nothing of its own understood as HTML', () => {
  const ics = 'BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:<img src=x onerror=a()>\nDTSTART:20261201T140000Z\nEND:VEVENT';
  const mail = parseMail(
    multipart('mixed', [
      ['Content-Type: text/html', '', '<p>Venga</p>'],
      ['Content-Type: text/calendar; method=CANCEL', '', ics],
    ]),
  );
  assert.match(mail.html ?? '', /^<div[^>]*>Cita cancelada · Cancelled event: &lt;img src=x onerror=a\(\)&gt;\n[^<]*<\/div><p>Venga<\/p>$/);
});

test('what the HTML marks as quoted is no part of what the mail says itself', () => {
  const visible = (content: string): string => parseMail(html(content)).visibleText;
  assert.equal(
    visible('<div>sí, gracias</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">De: x</div><div>viejo</div>'),
    'sí, gracias',
  );
  assert.equal(visible('<div>sí, gracias</div><div class="yahoo_quoted">viejo</div>'), 'sí, gracias');
  assert.equal(visible('<div class="yahoo_quoted">viejo</div>'), 'viejo', 'a mere forward is shown');
  assert.match(
    visible('<div>Enviado desde mi iPhone</div><div class="yahoo_quoted">viejo</div>'),
    /viejo/,
    'and with a mere signature too',
  );
  assert.match(parseMail(html('<div>sí</div><div class="yahoo_quoted">viejo</div>')).text, /viejo/, 'nothing is lost of the whole');
});

test('sealed mails say so and keep their parts', () => {
  const signed = parseMail(
    multipart('signed', [
      ['', 'hola'],
      ['Content-Type: application/pkcs7-signature; name=smime.p7s', '', 'x'],
    ]),
  );
  assert.deepEqual([signed.marks, signed.text, signed.attachments.length], [['signed-not-verified'], 'hola', 1]);
  assert.deepEqual(parseMail(plain('x', ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m'])).marks, [
    'encrypted',
  ]);
  assert.deepEqual(parseMail(plain('x', ['Content-Type: application/pkcs7-mime; smime-type=signed-data'])).marks, ['signed-not-verified']);
  assert.deepEqual(parseMail(plain('-----BEGIN PGP MESSAGE-----')).marks, ['encrypted']);
});

test('structures that break every rule still give their parts', () => {
  const parts = (raw: Buffer): string[] => {
    const mail = parseMail(raw);
    return [mail.text, ...mail.attachments.map((one) => one.name)];
  };
  const lines = ['--b', '', 'hola', '--b', 'Content-Type: application/pdf; name=a.pdf', '', 'x'];
  assert.deepEqual(parts(letter([...head, 'Content-Type: multipart/mixed; boundary=b', '', ...lines])), ['hola', 'a.pdf'], 'never closed');
  assert.deepEqual(
    parts(
      letter([
        ...head,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...lines.map((line) => (line === '--b' ? '--b  \t' : line)),
        '--b--  ',
      ]),
    ),
    ['hola', 'a.pdf'],
    'blanks after it',
  );
  assert.deepEqual(
    parts(letter([...head, 'Content-Type: multipart/x-raro; boundary=b; boundary=c', '', ...lines, '--b--'])),
    ['hola', 'a.pdf'],
    'unknown kind, repeated boundary',
  );
  assert.deepEqual(
    parts(letter([...head, 'Content-Type: multipart/mixed', '', '--b', 'Content-Type: text/plain', '', 'hola'])),
    ['hola'],
    'no boundary declared',
  );
  assert.deepEqual(
    parts(letter([...head, 'Content-Type: multipart/mixed; boundary=z', '', 'solo texto'])),
    ['solo texto'],
    'boundary that never comes',
  );
  assert.deepEqual(parts(letter([...head, 'Content-Type: text', '', 'hola'])), ['hola'], 'type without subtype');
  assert.deepEqual(
    parts(letter(['Subject: x', 'hola sin línea en blanco', 'y más'])),
    ['hola sin línea en blanco\ny más'],
    'blank line forgotten',
  );
  assert.deepEqual(
    parts(
      Buffer.from(
        letter([...head, '', 'hola'])
          .toString()
          .replaceAll('\r\n', '\r'),
      ),
    ),
    ['hola'],
    'carriage returns only',
  );
  assert.deepEqual(
    parts(Buffer.concat([Buffer.from('From ana Mon Mar  2 10:00:00 2026\n'), letter([...head, '', 'hola'])])),
    ['hola'],
    'mbox line',
  );
});

test('text attachments can be found by what they say', () => {
  const mail = parseMail(
    multipart('mixed', [
      ['', 'hola'],
      ['Content-Type: text/csv; name=notas.csv', 'Content-Disposition: attachment', '', 'matrícula;nota'],
    ]),
  );
  assert.equal(mail.attachmentText, 'notas.csv\nmatrícula;nota');
});

test('the same mail by two ways has one fingerprint; same id with other content has another', () => {
  const mark = (raw: Buffer): string => parseMail(raw).fingerprint;
  const one = plain('Hola  \r\nmundo\r\n\r\n');
  assert.equal(
    mark(one),
    mark(Buffer.concat([Buffer.from('Received: by alias.example; Mon, 2 Mar 2026 11:00:00 +0000\r\n'), plain('Hola\r\nmundo')])),
  );
  assert.notEqual(mark(one), mark(plain('Hola\r\notro mundo')));
  const scan = (content: string): Buffer => multipart('mixed', [['Content-Type: application/pdf; name=scan.pdf', '', content]]);
  assert.notEqual(mark(scan('una')), mark(scan('otra')), 'a scanner sends every sheet under one id');
  const without = (date: string): Buffer => letter(['From: a@x.example', `Date: ${date}`, '', 'hola']);
  assert.notEqual(mark(without('Mon, 02 Mar 2026 10:00:00 +0000')), mark(without('Mon, 02 Mar 2026 10:00:01 +0000')));
});

test('nothing the database cannot hold comes out', () => {
  const mail = parseMail(
    multipart(
      'mixed',
      [
        ['Content-Type: text/html', '', 'ho\0la\x01'],
        ['Content-Type: a/b; name="x\0y"', '', 'z'],
      ],
      ['X-Loop: a\0b'],
    ),
  );
  const { attachments, ...rest } = mail;
  assert.ok(!/\\u0000/.test(JSON.stringify([rest, attachments.map((one) => one.name)])));
});

test('remote pictures are counted', () => {
  const mail = parseMail(html('<img src="https://pixel.example/1"><p style="background:url(http://x.example/f)">a</p>'));
  assert.equal(mail.remoteImages, 2);
});
