import { AlertTargetAddress } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { judgeReply, shownAnswer } from './judge-reply.ts'
import { secretsSent } from './target-address.ts'

const URL = 'https://hooks.example.org/services/T0AB12CD3/xyzzySecretPart?key=querySecret1'
const ADDRESSES = [
  { kind: 'slack', url: URL },
  { kind: 'discord', url: URL },
  { kind: 'teams', url: URL },
  { kind: 'webhook', url: URL, secret: 'signing-secret-of-16' },
  {
    kind: 'sms',
    url: URL,
    to: ['+900000000'],
    headers: { authorization: 'Bearer header.secret-1' },
    body: '{"apikey":"bodySecret12","to":"{{to}}","text":"{{text}}"}',
  },
].map((address) => AlertTargetAddress.parse(address))

const SECRETS =
  /T0AB12CD3|xyzzySecretPart|querySecret1|signing-secret|header\.secret-1|bodySecret12/

test.each(ADDRESSES)(
  'a server that repeats what it was sent tells nobody the secrets of $kind',
  (address) => {
    const quotes = [
      `no_service ${URL}`,
      'Cannot POST /services/T0AB12CD3/xyzzySecretPart?key=querySecret1',
      'no team T0AB12CD3, no hook xyzzySecretPart; querySecret1 is unknown',
      ...(address.kind === 'webhook' ? ['bad secret signing-secret-of-16'] : []),
      ...(address.kind === 'sms'
        ? ['bad Bearer header.secret-1', 'bad header.secret-1', 'bodySecret12 has run out']
        : []),
    ]
    const now = new Date(0)
    for (const answer of quotes) {
      const reply = { kind: 'answered' as const, status: 404, answer, retryAfter: null }
      const sent = secretsSent(address)
      expect(JSON.stringify(judgeReply(reply, now, sent))).not.toMatch(SECRETS)
      expect(shownAnswer(answer, sent)).not.toMatch(SECRETS)
    }
  },
)

test('the rest of an answer stays as it was said', () => {
  const [slack] = ADDRESSES
  expect(shownAnswer('channel_is_archived\n since Monday', slack ? secretsSent(slack) : [])).toBe(
    'channel_is_archived since Monday',
  )
})
