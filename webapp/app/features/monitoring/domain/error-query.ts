import type { FailureClass, HostId } from '@cashbacktv/contract'

/** Written out here, because the schemas of the contract would triple the page's JavaScript. */
export const FAILURE_CLASSES = [
  'network',
  'encoding',
  'resource',
  'fatal',
] as const satisfies readonly FailureClass[]

export type ErrorQuery = {
  group: 'errors'
  class?: FailureClass
  hostId?: HostId
  search?: string
}

/** What the address of the error log narrows to; what it does not know is left out. */
export function readErrorQuery(params: URLSearchParams): ErrorQuery {
  const kind = FAILURE_CLASSES.find((known) => known === params.get('class'))
  const host = params.get('host') ?? ''
  const search = (params.get('search') ?? '').trim().slice(0, 200)
  return {
    group: 'errors',
    ...(kind ? { class: kind } : {}),
    ...(isId(host) ? { hostId: host } : {}),
    ...(search ? { search } : {}),
  }
}

function isId(text: string): text is HostId {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
