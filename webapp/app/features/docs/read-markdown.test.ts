import { expect, test } from 'vitest'
import { type Block, headingsOf } from './domain/doc-tree.ts'
import { readMarkdown } from './read-markdown.server.ts'

const bodyOf = (text: string): Block[] =>
  readMarkdown(`# Title\n\n${text}`, { link: (href) => href, image: (src) => src }).body

test('the first heading is the title, and is not said twice', () => {
  const { title, body } = readMarkdown('# The `only` one\n\nText.', {
    link: () => null,
    image: () => null,
  })
  expect(title).toBe('The only one')
  expect(body).toEqual([{ kind: 'paragraph', inside: ['Text.'] }])
})

test('headings get the anchors that GitHub gives them', () => {
  const headings = ['What a host (or two) is: `a_b`', 'Twice', 'Twice', 'Ölçüm & Ağ']
  const body = bodyOf(headings.map((heading) => `## ${heading}`).join('\n\n'))
  expect(headingsOf(body).map(({ id }) => id)).toEqual([
    'what-a-host-or-two-is-a_b',
    'twice',
    'twice-1',
    'ölçüm--ağ',
  ])
})

test('HTML is text, in a line and by itself', () => {
  expect(bodyOf('<script>alert(1)</script>\n\nA <b onclick="x">word</b>.')).toEqual([
    { kind: 'paragraph', inside: ['<script>alert(1)</script>'] },
    { kind: 'paragraph', inside: ['A ', '<b onclick="x">', 'word', '</b>', '.'] },
  ])
})

test('a link or a picture that leads nowhere leaves its words', () => {
  const { body } = readMarkdown('# T\n\nSee [the `file`](x) and ![a drawing](y).', {
    link: () => null,
    image: () => null,
  })
  expect(body).toEqual([
    {
      kind: 'paragraph',
      inside: ['See ', 'the ', { kind: 'code', text: 'file' }, ' and ', 'a drawing', '.'],
    },
  ])
})

test('lists go on in their items, and numbers from where they start', () => {
  expect(bodyOf('3. one\n   - two\n4. **three**')).toEqual([
    {
      kind: 'list',
      start: 3,
      items: [
        [
          { kind: 'line', inside: ['one'] },
          { kind: 'list', start: null, items: [[{ kind: 'line', inside: ['two'] }]] },
        ],
        [{ kind: 'line', inside: [{ kind: 'strong', inside: ['three'] }] }],
      ],
    },
  ])
})

test('a table has its cells as they stand, code its lines', () => {
  expect(bodyOf('| a | b |\n| - | -: |\n| `x` | 1 |\n\n```sh\nls <a>\n```')).toEqual([
    {
      kind: 'table',
      head: [
        { align: null, inside: ['a'] },
        { align: 'right', inside: ['b'] },
      ],
      rows: [
        [
          { align: null, inside: [{ kind: 'code', text: 'x' }] },
          { align: 'right', inside: ['1'] },
        ],
      ],
    },
    { kind: 'code', text: 'ls <a>' },
  ])
})
