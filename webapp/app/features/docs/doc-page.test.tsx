import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { DocList } from './doc-list.tsx'
import { DocPage } from './doc-page.tsx'
import { besides, docEntries, docPage, READING_ORDER } from './doc-pages.server.ts'

const IN_ENGLISH = 'Belgelerin metinleri İngilizcedir.'

async function markupOf(name: string, language: 'en' | 'tr' = 'en'): Promise<string> {
  const page = docPage(name)
  if (!page) throw new Error(`There is no page ${name}.`)
  return render(<DocPage {...page} {...besides(name)} />, { language, path: `/docs/${name}` })
}

test('a page has its title, the way back, its chapters and the next page', async () => {
  const markup = await markupOf('alerts')
  expect(markup).toContain('>Alerts and incidents</h1>')
  expect(markup).toContain('href="/docs"')
  expect(markup).toContain('<h3 id="the-signature-of-a-webhook">')
  expect(markup).toContain('href="/docs/alerts#the-signature-of-a-webhook"')
  expect(markup).toContain('href="/docs/security#groups-of-channels"')
  expect(markup).toContain('href="/docs/alert-rules"')
  expect(markup).not.toContain(IN_ENGLISH)
})

test('who reads Turkish is told that the text is not', async () => {
  const markup = await markupOf('alerts', 'tr')
  expect(markup).toContain(IN_ENGLISH)
  expect(markup).toContain('Bu sayfada')
  expect(markup).toContain('<div class="doc" lang="en">')
})

test('what scrolls by itself says what it is of', async () => {
  const markup = await markupOf('alerts')
  expect(markup).toContain('aria-label="Table: Targets"')
  expect(markup).toContain('aria-label="Code: The signature of a webhook"')
})

test('every page renders, and runs nothing that it was not built with', async () => {
  for (const name of READING_ORDER) {
    const markup = await markupOf(name)
    expect(markup, name).toContain('<h1')
    expect(markup, name).not.toMatch(/<script|javascript:|\son\w+=/i)
  }
})

test('the list leads to each page and each chapter', async () => {
  const markup = await render(<DocList entries={docEntries()} />, { language: 'tr', path: '/docs' })
  expect(markup).toContain(IN_ENGLISH)
  expect(markup).toContain('href="/docs/operations#several-renditions"')
  expect(markup).toContain('href="/api/docs"')
  const at = READING_ORDER.map((name) => markup.indexOf(`href="/docs/${name}"`))
  expect(at).toEqual(at.toSorted((one, other) => one - other))
  expect(at).not.toContain(-1)
})
