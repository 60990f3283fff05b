import { NO_PROXIES } from '@cashbacktv/contract'
import type { DbHandle } from '@cashbacktv/db'
import { createAnswersInFlight } from '../answers-in-flight.ts'
import type { RequestSource } from '../api/request-context.ts'
import type { ServiceContext } from '../context.ts'
import { requestQuotasOf } from '../env.ts'
import { createAccessTokens } from '../services/auth/access-tokens.ts'
import { createDeviceTokens } from '../services/auth/device-tokens.ts'
import { createLoginLimits } from '../services/auth/login-limits.ts'
import { createLoginSteps } from '../services/auth/login-steps.ts'
import { createPasskeyChallenges } from '../services/auth/passkey-challenges.ts'
import { createRefreshTokens } from '../services/auth/refresh-tokens.ts'
import { createRequestLimits } from '../services/auth/request-limits.ts'
import { createSigningKeys, type KeyRing } from '../services/auth/signing-keys.ts'
import { askOverRedis } from './ask-over-redis.ts'
import { edgeOutside } from './edge-outside.ts'
import { edgePasswords } from './edge-passwords.ts'
import type { KeepGoing } from './keep-going.ts'
import type { Instance } from './open-instance.ts'
import { requestView } from './request-view.ts'
import { restLiveStore } from './rest-live-store.ts'
import { silentMetrics } from './silent-metrics.ts'

type Given = {
  instance: Instance
  database: DbHandle
  ring: KeyRing | null
  address: string | null
  keepGoing: KeepGoing
}

/**
 * All that one request is worked on with. Connections belong to the request that opened them, so
 * nothing here outlives it.
 */
export function requestSource({
  instance,
  database,
  ring,
  address,
  keepGoing,
}: Given): RequestSource {
  const { env, log } = instance
  const { db } = database
  const now = () => new Date()
  const live = restLiveStore({
    redis: { restUrl: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN },
    log,
    memory: instance.reports,
  })
  const view = requestView({ db, live, memory: instance.fleet, now })
  const service: ServiceContext = {
    db,
    live,
    view,
    log,
    now,
    actor: null,
    hosts: askOverRedis(live, keepGoing),
    metrics: silentMetrics,
    outside: edgeOutside,
    answers: createAnswersInFlight(),
    config: {
      ownPlace: () => ({ origin: env.PUBLIC_URL, names: null }),
      publicUrl: env.PUBLIC_URL,
      localOrigin: null,
      sourceAllowCidrs: env.SOURCE_ALLOW_CIDRS,
      sessionDays: env.SESSION_DAYS,
      servesStreams: false,
    },
  }
  const keys = createSigningKeys(ring)
  const security = {
    passwords: edgePasswords,
    keys,
    isKeyGiven: env.JWT_SECRET !== null,
    tokens: createAccessTokens(keys),
    refreshTokens: createRefreshTokens(keys),
    devices: createDeviceTokens(keys),
    loginSteps: createLoginSteps(keys),
    passkeyChallenges: createPasskeyChallenges(keys),
    limits: createLoginLimits({ limiter: live.strictLimiter }),
    requests: createRequestLimits(live, requestQuotasOf(env)),
  }
  return {
    api: { service, security, trustedProxies: NO_PROXIES, places: instance.places },
    peer: address ?? '',
  }
}
