import { describe, expect, test } from 'vitest';
import { cleanPastedHtml } from '../../../web/src/editor/pasted-html.ts';

describe('pasted HTML', () => {
  test('loses styles, handlers and unknown elements, and keeps structure, links and chips', () => {
    expect(
      cleanPastedHtml(
        `<html xmlns:o="x"><head><style>p { color: red }</style></head><body style='a:b'><!--StartFragment-->` +
          `<p class=MsoNormal style='x:"a > b"' onclick=alert(1)><b>Dear</b> all<o:p></o:p></p><script>x()</script>` +
          `<![if !supportLists]><a STYLE=color:red HREF='https://example.com/?a=1&amp;b=2'>Link</a><![endif]>` +
          `<span data-token="{{name}}" style="x">Name</span><br style="x"/></body></html>`,
      ),
    ).toBe(
      `<html><body><p><b>Dear</b> all</p><a HREF='https://example.com/?a=1&amp;b=2'>Link</a>` +
        `<span data-token="{{name}}">Name</span><br></body></html>`,
    );
  });

  test('is not all bold because it comes from Google Docs', () => {
    expect(cleanPastedHtml('<b style="font-weight:normal;" id="docs"><p style="x">One</p></b>')).toBe(
      '<span><p>One</p></b>',
    );
  });

  test('has no style left however its quotes are set', () => {
    for (const tag of [
      `<p style="a>b">x`,
      `<p style='a"b>c'>x`,
      '<p style=a>x',
      '<p\nSTYLE\n=\n"a">x',
      '<p/style="a">x',
    ])
      expect(cleanPastedHtml(tag)).toBe('<p>x');
  });
});
