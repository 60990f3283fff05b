import type { Role } from '@cashbacktv/contract'
import {
  type Answer,
  type Ask,
  askOf,
  PASSWORD,
  type TestPlane,
} from '../../../test/start-test-plane.ts'

/** What the contract is asked of: one address, with what stands behind it. */
export type Door = ReturnType<typeof doorAt>

export const SOURCES = [{ url: 'srt://127.0.0.1:9000?passphrase=s3cr3t-passphrase' }]
export const LOGIN = { method: 'POST', path: '/api/v1/auth/login' }
export const ADMIN = { email: 'admin@example.org', password: PASSWORD }

let number = 0
/** What no other test has. */
const nameOf = (of: string) => `${of} ${++number}`

/** `url` and `plane` are asked when a test runs: they are not there before. */
export function doorAt(url: () => string, plane: () => TestPlane) {
  const tokens = () => plane().tokens
  const ask = (what: Ask): Promise<Answer> => askOf(url(), what)
  const as = (role: Role, method: string, path: string, body?: unknown) =>
    ask({
      method,
      path: `/api/v1${path}`,
      body,
      headers: { authorization: `Bearer ${tokens()[role]}` },
    })
  return {
    url,
    tokens,
    ask,
    as,
    nameOf,
    /** A host whose agent is linked to the control plane on Node, as all are. */
    agent: (name: string) => plane().agent(name),
    /** A channel of its own name. */
    made: async (of: string, more: object = {}): Promise<{ id: string }> =>
      (await as('operator', 'POST', '/channels', { name: nameOf(of), sources: SOURCES, ...more }))
        .body,
  }
}
