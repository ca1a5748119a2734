import { afterAll, expect, test } from 'vitest';
import { openReceivedReader } from '../../src/mail/received-thread.ts';
import { receivedFile, viewReceived } from '../../src/mail/view-received.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function html(body: string): Buffer {
  return Buffer.from(['Content-Type: text/html; charset=utf-8', '', body, ''].join('\r\n'));
}

const reader = openReceivedReader();
afterAll(() => reader.close());

test.each([
  ['a script', '<p>Hi<script>alert(1)</script></p>'],
  ['a handler', '<p onclick="alert(1)">Hi</p>'],
  ['a handler without quotes', '<img src=x onerror=alert(1)>Hi'],
  ['a form', '<form action="https://evil.test"><input name=q></form>Hi'],
  ['a frame', '<iframe src="https://evil.test"></iframe>Hi'],
  ['an object', '<object data="https://evil.test"></object><embed src="https://evil.test">Hi'],
  ['a picture with SVG in it', '<svg onload="alert(1)"><image href="https://evil.test"/></svg>Hi'],
  ['mathematics', '<math><mtext><img src="https://evil.test"></mtext></math>Hi'],
  ['a style sheet', '<style>@import "https://evil.test"</style><link rel=stylesheet href="https://evil.test">Hi'],
  ['a base', '<base href="https://evil.test/">Hi'],
  ['a refresh', '<meta http-equiv=refresh content="0;url=https://evil.test">Hi'],
  ['an address that runs', '<a href="javascript:alert(1)">Hi</a>'],
  ['an address that runs, hidden', '<a href="java&#10;script:alert(1)">Hi</a>'],
  ['data as an address', '<a href="data:text/html,<script>alert(1)</script>">Hi</a>'],
  ['a tag in a tag', '<<script>script>alert(1)<</script>/script>Hi'],
  ['a template', '<template><script>alert(1)</script></template>Hi'],
])('%s is taken out, and the words stay', async (_what, body) => {
  const { html: clean } = await viewReceived(html(body));
  expect(clean).toContain('Hi');
  expect(clean).not.toMatch(/<(script|form|input|iframe|object|embed|svg|math|style|link|base|meta|template)/i);
  expect(clean).not.toMatch(/\son\w+\s*=|javascript:|data:text|evil\.test/i);
});

test.each([
  ['a background', 'background:url(https://evil.test/a.png)'],
  ['a background in quotes', "background-image: URL( 'https://evil.test/a.png' )"],
  ['an escape', 'background:u\\72l(https://evil.test/a.png)'],
  ['a comment between', 'background:url/**/(https://evil.test/a.png)'],
  ['a comment that has no end', '/* x */background:url(//evil.test/a.png)/*'],
  ['a set of pictures', 'background:image-set("https://evil.test/a.png" 1x)'],
  ['a cursor', 'cursor:url(https://evil.test/c.cur),auto'],
  ['a list', 'list-style:url(https://evil.test/l.png)'],
  ['data with separators in it', 'background:url(data:image/png;base64,AAAA;x);color:url(https://evil.test)'],
])('security 10: a style with %s fetches nothing; the rest of the style stays', async (_what, style) => {
  const body = `<p style="color:red;${style.replaceAll('"', '&quot;')};font-weight:bold">Hi</p>`;
  const { html: clean, leftOutPictures } = await viewReceived(html(body));
  expect(clean).toContain('Hi');
  expect(clean).toContain('color:red');
  expect(clean).not.toMatch(/url|image-set|evil/i);
  expect(leftOutPictures).toBeGreaterThan(0);
});

test('the name of a file shows what it is: no path, and nothing that turns its letters round', async () => {
  const name = '../../\u202egpj.exe';
  const raw = [
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    '',
    'x',
    '--b--',
    '',
  ].join('\r\n');
  const { attachments } = await viewReceived(Buffer.from(raw));
  expect(attachments).toMatchObject([{ filename: 'gpj.exe' }]);
});

test('pictures from elsewhere are counted and left out, those in the message are shown', async () => {
  const raw = Buffer.from(
    [
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Hi<img src="https://track.test/p.gif?you" alt="logo"><img src="//track.test/2"><img src="cid:pic"><img src="cid:none"></p>',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <pic>',
      'Content-Disposition: inline; filename="p.png"',
      'Content-Transfer-Encoding: base64',
      '',
      PIXEL,
      '--b--',
      '',
    ].join('\r\n'),
  );
  const view = await viewReceived(raw);
  expect(view.leftOutPictures).toBe(3);
  expect(view.html).toContain(`src="data:image/png;base64,${PIXEL}"`);
  expect(view.html).toContain('alt="logo"');
  expect(view.html).not.toContain('track.test');
  expect(view.attachments).toMatchObject([{ filename: 'p.png', contentType: 'image/png', inline: true }]);
  expect(await receivedFile(raw, 0)).toMatchObject({
    filename: 'p.png',
    content: new Uint8Array(Buffer.from(PIXEL, 'base64')),
  });
  expect(await receivedFile(raw, 1)).toBeNull();
});

test('a message of text alone has no HTML; one of HTML alone has words, with its line ends', async () => {
  const plain = await viewReceived(Buffer.from('Subject: x\r\n\r\nOne\r\nTwo <b>not bold</b>\r\n'));
  expect(plain).toMatchObject({ html: null, cut: false, attachments: [] });
  expect(plain.text).toContain('Two <b>not bold</b>');
  const { text } = await viewReceived(html('<p>A &amp; B</p><p>5 &lt; 6</p>'));
  expect(text).toBe('A & B\n5 < 6');
});

test('5 MB of HTML is cut; what is nested without end is shown as text; both within the time of one message', async () => {
  const large = await reader.view(html(`<p>start</p>${'<p>A <b>b</b></p>'.repeat(300_000)}`));
  expect(large).toMatchObject({ view: { cut: true, html: expect.stringContaining('start') } });
  for (const tag of ['<div>', '<b>x', '<table><tr><td>', '<blockquote>']) {
    const deep = await reader.view(html(`<p>start</p>${tag.repeat(100_000)}end`));
    expect(deep, tag).toMatchObject({ view: { html: null, cut: true, text: expect.stringContaining('start') } });
  }
}, 60_000);

test('questions that come together are answered each with its own message', async () => {
  const views = await Promise.all(Array.from({ length: 8 }, (_, n) => reader.view(html(`<p>number ${n}</p>`))));
  for (const [n, view] of views.entries()) {
    expect(view).toMatchObject({ view: { html: expect.stringContaining(`number ${n}`) } });
  }
});
