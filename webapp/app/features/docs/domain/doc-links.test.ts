import { expect, test } from 'vitest'
import { docsLink, pageNameOf, resolveDocLink } from './doc-links.ts'

test.each([
  ['docs/api.md', 'operations.md#hosts', '/docs/operations#hosts'],
  ['docs/api.md', 'operations.md', '/docs/operations'],
  ['docs/api.md', '#errors', '/docs/api#errors'],
  ['README.md', 'docs/alerts.md#targets', '/docs/alerts#targets'],
  ['docs/api.md', '../README.md', '/docs/readme'],
  ['docs/edge.md', 'https://example.com/a?b#c', 'https://example.com/a?b#c'],
])('in %s, %s leads to %s', (file, href, to) => {
  expect(resolveDocLink(file, href)).toBe(to)
})

test.each([
  '../.env.example',
  '../infra/nginx/segment-log.conf',
  'picture.svg',
  'http://127.0.0.1:3000',
  'https://localhost:8443',
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:a@example.com',
  'http://[',
])('%s leads nowhere: it is not served, or another thing to everybody', (href) => {
  expect(resolveDocLink('docs/edge.md', href)).toBeNull()
})

test('a page is named by its file', () => {
  expect(docsLink(pageNameOf('docs/alert-rules.md') ?? '')).toBe('/docs/alert-rules')
  expect(pageNameOf('docs/inner/x.md')).toBeNull()
})
