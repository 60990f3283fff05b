import { expect, test } from 'vitest'
import { csvText } from './csv-text.ts'

test('what a spreadsheet would run is kept from it, and what needs quotes has them', () => {
  const rows = [
    ['=HYPERLINK("http://x")', '+1', '-1', '@a', '\tx'],
    ['a;b', 'a,b', 'say "x"', 'two\nlines', 'plain'],
  ]
  expect(csvText(rows, ';')).toBe(
    [
      '\ufeff"\'=HYPERLINK(""http://x"")";\'+1;\'-1;\'@a;"\'\tx"',
      '"a;b";"a,b";"say ""x""";"two\nlines";plain',
      '',
    ].join('\r\n'),
  )
})
