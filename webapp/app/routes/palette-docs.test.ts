import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader } from './palette-docs.ts'

/** What the palette is answered where the API says so of who asks. */
async function answered(apiFetch: () => Promise<Response>): Promise<[number, string[]]> {
  const asked: LoaderFunctionArgs = {
    request: new Request('http://web.invalid/palette/docs'),
    params: {},
    context: {
      apiFetch,
      apiBaseUrl: 'http://api.invalid/api',
      secureCookies: false,
      callerHeaders: {},
      nonce: '',
      session: null,
      outcome: { apiAway: false, sessionEnded: false },
      log: { error: () => undefined },
    },
  }
  const response = await loader(asked)
  const { entries }: { entries: { title: string }[] } = await response.json()
  return [response.status, entries.map(({ title }) => title)]
}

test('who is logged in gets the pages of the documentation', async () => {
  const me = { result: { data: { email: 'a@example.com' } } }
  const [status, titles] = await answered(async () => Response.json(me))
  expect(status).toBe(200)
  expect(titles).toContain('Alerts and incidents')
})

test.each([
  ['is not logged in', 401, 'unauthenticated'],
  ['needs a second step first', 403, 'forbidden'],
  ['asked too often', 429, 'too-many-requests'],
])('who %s gets none, and is led nowhere', async (_, status, code) => {
  const error = { message: 'No.', code: -32000, data: { httpStatus: status, code } }
  const refuse = async () => Response.json({ error }, { status })
  expect(await answered(refuse)).toEqual([status, []])
})

test('where the API is away there are none', async () => {
  expect(await answered(() => Promise.reject(new Error('away')))).toEqual([503, []])
})
