import { expect, it } from 'vitest'
import { Capabilities } from './capabilities.ts'

const { playbackBaseUrl, originUrl } = Capabilities.shape

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'ftp://edge.example',
  '//edge.example',
])('takes no address that a browser should not open: %s', (address) => {
  expect(playbackBaseUrl.safeParse(address).success).toBe(false)
  expect(originUrl.safeParse(address).success).toBe(false)
})

it('takes the address of a web server, or none', () => {
  for (const address of ['https://edge.example', 'http://10.0.0.5:8090', null])
    expect(playbackBaseUrl.safeParse(address).success).toBe(true)
})
