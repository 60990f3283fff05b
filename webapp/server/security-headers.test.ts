import { Hono } from 'hono'
import type { SecureHeadersVariables } from 'hono/secure-headers'
import { expect, test } from 'vitest'
import { headersOfPages } from './security-headers.ts'

const ask = async (secure: boolean) => {
  const app = new Hono<{ Variables: SecureHeadersVariables }>()
    .use(headersOfPages(secure))
    .all('*', (c) => c.text(c.get('secureHeadersNonce') ?? ''))
  const answer = await app.request('/')
  const { headers } = answer
  return {
    headers,
    nonce: await answer.text(),
    policy: headers.get('content-security-policy') ?? '',
  }
}

test('only scripts with the nonce of their own response run', async () => {
  const [one, other] = [await ask(true), await ask(true)]
  expect(one.policy).toContain(`script-src 'self' 'nonce-${one.nonce}';`)
  expect(one.nonce).toMatch(/^[\w+/]{22}==$/)
  expect(one.nonce).not.toBe(other.nonce)
})

test('nothing may frame a page, and what it does not need is closed', async () => {
  const { headers, policy } = await ask(true)
  for (const rule of [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ])
    expect(policy.split('; ')).toContain(rule)
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
  })
})

test('where browsers come over HTTP, hosts may be read over it and nothing asks for HTTPS', async () => {
  const { headers, policy } = await ask(false)
  expect(policy).toContain("media-src 'self' blob: https: http:;")
  expect((await ask(true)).policy).toContain("media-src 'self' blob: https:;")
  expect(headers.get('strict-transport-security')).toBeNull()
})
