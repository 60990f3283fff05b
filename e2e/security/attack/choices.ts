import { LEFT_OUT } from './openapi-requests.ts'

/** Fields whose schema does not say what is taken, or that exclude one another. */
const BY_FIELD: Record<string, unknown> = {
  start: '08:00',
  end: '09:00',
  until: '2027-01-01T00:00:00.000Z',
  enabled: true,
  to: '2026-11-28T13:00:00.000Z',
  threshold: null,
  presetId: 'broadcast',
  sourceAllowCidrs: ['10.0.0.0/8'],
  quietHours: null,
}
const LEFT = [
  ...[
    'expiresAt',
    'schedule',
    'slate',
    'logo',
    'layers',
    'copyOf',
    'rollingHours',
    'partOf',
    'runId',
  ],
  ...['beforeFrom', 'before', 'sourceId'],
]

/** Fields of one operation, by its name. */
const BY_OPERATION: Record<string, Record<string, unknown>> = {
  'GET /monitoring/history': { hostId: LEFT_OUT },
  'POST /api-keys': { groupIds: null },
  'POST /users': { groupIds: null },
  'POST /alerts/targets': { to: ['night@example.org'] },
  'POST /channels': {
    sources: [{ url: 'testcard://320x180@10' }],
    restreams: [],
    hostId: LEFT_OUT,
    groupId: null,
  },
  'POST /channels/import': { groupId: null, start: false },
  'POST /rollouts': { logo: null },
  'PUT /channels/{id}': { sources: LEFT_OUT, restreams: [], hostId: LEFT_OUT, groupId: null },
}

/** Not sent: they end the session that attacks, take a file, or open sources and write no SQL. */
const NOT_SENT = [
  ...['POST /auth/logout', 'DELETE /auth/sessions', 'POST /auth/signing-key'],
  'PUT /auth/second-step/requirement',
  ...['POST /uploads/logo', 'POST /backup/restore', 'POST /sources/probe'],
]

export const isSent = ({ method, path }: { method: string; path: string }) =>
  !NOT_SENT.includes(`${method} ${path}`)

/** What goes into a parameter or field so that requests get past the edge; `ids` by the first part of a path. */
export function chooser(ids: Readonly<Record<string, string>>) {
  return (field: string, operation: string): unknown => {
    const own = BY_OPERATION[operation]
    if (own && field in own) return own[field]
    const [, first = ''] = /\/([\w-]+)/.exec(operation) ?? []
    // What is there is read and changed, and never ended.
    if (field === 'id' && /^(GET|PUT|PATCH) /.test(operation)) return ids[first]
    if (field === 'channelId') return ids.channels
    if (field === 'id' && /^POST .*[^}]$/.test(operation) && !operation.includes('{'))
      return LEFT_OUT
    return LEFT.includes(field) ? LEFT_OUT : BY_FIELD[field]
  }
}
