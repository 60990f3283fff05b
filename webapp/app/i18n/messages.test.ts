import {
  healingMessage,
  healthMessage,
  reasonOf,
  renderMessage,
  renderOr,
} from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { createI18n, messagesOf } from './create-i18n.ts'
import { loadTexts } from './load-texts.ts'

const refused = reasonOf('network', 'stalled', { seconds: 30 })

test('a Turkish page says what an API sends in Turkish, with its figures', async () => {
  const { messages } = await loadTexts('tr', false)
  expect(renderOr(messages, refused)).toBe('30 sn boyunca yeni parça gelmedi; yeniden başlatıldı.')
})

test('an English page loads of the catalogue what the API does not send in English', async () => {
  const { messages } = await loadTexts('en', false)
  expect(renderOr(messages, refused)).toBe(refused.message)
  const others = Object.keys(messages.texts).filter((code) => !/^(health|healing)-/.test(code))
  expect(others.sort()).toEqual(['control-plane-away', 'log-in-refused'])
  expect(renderMessage(messages, healingMessage('source-back'))).toBe('The source is back.')
  expect(renderMessage(messages, healthMessage('slate'))).toBe('Viewers see the slate.')
})

test('a page whose language is changed has the catalogue of the new one', async () => {
  const page = createI18n('en', await loadTexts('en', false))
  page.add('tr', await loadTexts('tr', false))
  page.change('tr')
  expect(messagesOf(page).texts['not-found']).toContain('404')
})
