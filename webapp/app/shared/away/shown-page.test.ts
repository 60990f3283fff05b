import { expect, test } from 'vitest'
import { isShown, showPage } from './shown-page.ts'

test('the data of the page on the screen only brings it up to date, whatever Remix adds', () => {
  showPage('/channels', '?group=a b')
  const asked = (path: string, query: string) => isShown(path, new URLSearchParams(query))
  expect(asked('/channels', 'group=a+b&_routes=routes%2Fchannels')).toBe(true)
  expect(asked('/channels', 'index=&group=a+b')).toBe(true)
  expect(asked('/channels', 'group=c')).toBe(false)
  expect(asked('/recordings', 'group=a+b')).toBe(false)
})
