import type { ActionFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { action } from './alerts-delivery.tsx'

const smtp = {
  ...({ server: 'smtp.example.com', port: 465, security: 'tls' } as const),
  user: 'alerts',
  from: 'alerts@example.com',
  hasPassword: true,
}

/** The form of the mail server as a browser sends it, where that server is known. */
function sent(changed: Record<string, string>): ActionFunctionArgs {
  const { hasPassword: _kept, ...shown } = smtp
  const body = new URLSearchParams({ intent: 'mail', ...shown, port: '465', ...changed })
  return {
    request: new Request('http://web.invalid/alerts/delivery', { method: 'POST', body }),
    params: {},
    context: {
      apiFetch: async () => Response.json({ result: { data: { smtp, deadMan: null } } }),
      apiBaseUrl: 'http://api.invalid/api',
      secureCookies: false,
      callerHeaders: {},
      nonce: '',
      session: null,
      outcome: { apiAway: false, sessionEnded: false },
      log: { error: () => undefined },
    },
  }
}

test('who changes where the mail password goes is asked for it, and not for an address', async () => {
  const each: Record<string, string>[] = [{ port: '2525' }, { security: 'none' }, { user: 'other' }]
  for (const changed of each) {
    const details = [expect.objectContaining({ path: 'smtp.password', code: 'mail-password-anew' })]
    expect(await action(sent(changed))).toMatchObject({ mail: { problem: { details } } })
  }
  expect(await action(sent({ from: 'others@example.com' }))).toBeInstanceOf(Response)
})
