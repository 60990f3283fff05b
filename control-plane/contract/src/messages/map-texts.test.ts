import { expect, test } from 'vitest'
import { messageOf } from './catalogue.ts'
import { inEnglish } from './in-english.ts'
import { mapTexts } from './map-texts.ts'

test('what is secret is hidden wherever it stands in a message, and figures stay', () => {
  const message = messageOf('backup-invalid', {
    where: messageOf('backup-at-channel', { name: 'secret news', path: 'channels.0' }),
    problem: messageOf('preset-in-use', {
      channels: [
        messageOf('preset-user', { name: 'secret' }),
        messageOf('preset-more-users', { count: 3 }),
      ],
    }),
  })
  const hidden = mapTexts(message, (text) => text.replaceAll('secret', '***'))
  expect(JSON.stringify(hidden)).not.toContain('secret')
  expect(inEnglish(hidden)).toContain('the channel "*** news", channels.0')
  expect(inEnglish(hidden)).toContain('"***", and 3 more')
})
