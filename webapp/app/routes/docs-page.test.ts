import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader as listLoader } from './docs.tsx'
import { loader as pageLoader } from './docs-page.tsx'

const SOMEBODY = { result: { data: { email: 'a@example.com' } } }
const NOBODY = { error: { message: 'Log in.', code: -32001, data: { httpStatus: 401 } } }

/** A request for a page, of somebody whom the API knows or of nobody. */
function asked(path: string, answer: object, page?: string): LoaderFunctionArgs {
  return {
    request: new Request(`http://web.invalid${path}`),
    params: page === undefined ? {} : { page },
    context: {
      apiFetch: async () => Response.json(answer, { status: answer === NOBODY ? 401 : 200 }),
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

const refusal = (loading: Promise<unknown>): Promise<Response> =>
  loading.then(
    () => new Response(),
    (thrown) => thrown,
  )

test('who is logged in gets the list and the pages', async () => {
  const { entries } = await listLoader(asked('/docs', SOMEBODY))
  expect(entries.map(({ title }) => title)).toContain('Alerts and incidents')
  const page = await pageLoader(asked('/docs/alerts', SOMEBODY, 'alerts'))
  expect(page).toMatchObject({ title: 'Alerts and incidents', before: { name: 'analytics' } })
})

test('who is not gets the log-in page, also where a browser asks for the page alone', async () => {
  const of = async (loading: Promise<unknown>) => {
    const { status, headers } = await refusal(loading)
    return [status, headers.get('location')]
  }
  expect(await of(listLoader(asked('/docs', NOBODY)))).toEqual([302, '/login?returnTo=%2Fdocs'])
  expect(await of(pageLoader(asked('/docs/alerts.data', NOBODY, 'alerts')))).toEqual([
    302,
    '/login?returnTo=%2Fdocs%2Falerts',
  ])
})

test('a page that is not there is told so', async () => {
  const { status } = await refusal(pageLoader(asked('/docs/nothing', SOMEBODY, 'nothing')))
  expect(status).toBe(404)
})
