import { EnrolmentReply } from '@cashbacktv/contract'
import { newJoinToken } from './start-split-stack.ts'
import type { Stack } from './start-stack.ts'

/** A further host that is known, and never comes unless somebody takes its credential to the link. */
export async function enrolHost({ url, api }: Pick<Stack, 'url' | 'api'>, name: string) {
  const joinToken = await newJoinToken(url, api.token ?? '')
  const response = await fetch(`${url}/link/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: 1, joinToken, name }),
  })
  return EnrolmentReply.parse(await response.json())
}
