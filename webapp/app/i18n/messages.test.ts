import { reasonOf, renderOr } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { addTexts, createI18n, messagesOf } from './create-i18n.ts'
import { loadTexts } from './load-texts.ts'

const refused = reasonOf('network', 'stalled', { seconds: 30 })

test('a Turkish page says what an API sends in Turkish, with its figures', async () => {
  const messages = messagesOf(createI18n('tr', await loadTexts('tr')))
  expect(messages && renderOr(messages, refused)).toBe(
    '30 sn boyunca yeni parça gelmedi; yeniden başlatıldı.',
  )
})

test('an English page loads no catalogue: the API has said it in English', async () => {
  expect(messagesOf(createI18n('en', await loadTexts('en')))).toBeNull()
})

test('a page whose language is changed has the catalogue of the new one', async () => {
  const page = createI18n('en', await loadTexts('en'))
  addTexts(page, 'tr', await loadTexts('tr'))
  await page.changeLanguage('tr')
  expect(messagesOf(page)?.texts['not-found']).toContain('404')
})
