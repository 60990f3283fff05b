import { messageOf } from '@cashbacktv/contract'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { lineLog } from '@cashbacktv/contract/line-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { type Db, isOpened, useSecretKeys } from '@cashbacktv/db'
import type { Hono } from 'hono'
import type { ApiEnv } from '../api/api-env.ts'
import { createApp } from '../api/app.ts'
import { isDatabaseAway } from '../api/database-away.ts'
import type { Log } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { createLivePlaces, type LivePlaces } from '../live/live-places.ts'
import { createReportMemory, type ReportMemory } from '../live/redis-reports.ts'
import type { KeyRing } from '../services/auth/signing-keys.ts'
import { checkedKey, readStoredKeys } from '../services/auth/stored-signing-keys.ts'
import { type EdgeEnv, parseEdgeEnv, textsOf } from './edge-env.ts'
import { onlyOnNode } from './edge-outside.ts'
import { refuse } from './refuse.ts'
import { createFleetMemory, type FleetMemory } from './request-view.ts'

/** Another instance may have replaced the keys; for longer than this it believes the former ones. */
const KEYS_COUNT_MS = 30_000

/** What lasts from one request to the next, for as long as the runtime keeps this program in memory. */
export type Instance = {
  env: EdgeEnv
  log: Log
  app: Hono<ApiEnv>
  fleet: FleetMemory
  reports: ReportMemory
  places: LivePlaces
  /** The keys of tokens, by one of the requests. @throws DomainError that says what is wrong */
  keys(db: Db): Promise<KeyRing>
}

/** @throws Error naming each variable that is wrong, without its value */
export function openInstance(bindings: Readonly<Record<string, unknown>>): Instance {
  const texts = textsOf(bindings)
  const env = parseEdgeEnv(texts)
  const log = lineLog({
    part: 'control-plane',
    level: env.LOG_LEVEL,
    secrets: knownSecrets(texts),
    write: (line) => console.log(line),
  })
  const old = env.SECRETS_KEY_OLD === null ? [] : [secretKeyOf(env.SECRETS_KEY_OLD)]
  useSecretKeys(secretKeyOf(env.SECRETS_KEY), old)
  const app = createApp({
    version: PRODUCT_VERSION,
    apiFor({ source }) {
      if (!source) throw new Error('A request came without what it is worked on with.')
      return source
    },
    isReady: () => true,
    webapp: () => async (request) => refuse(request, onlyOnNode()),
    secure: env.PUBLIC_URL.startsWith('https://'),
    ofServer: null,
  })
  const keys = rememberKeys(env, log)
  return {
    env,
    log,
    app,
    fleet: createFleetMemory(),
    reports: createReportMemory(),
    places: createLivePlaces(),
    keys,
  }
}

function rememberKeys(env: EdgeEnv, log: Log): Instance['keys'] {
  let known: { ring: KeyRing; readAt: number } | null = null
  return async (db) => {
    if (known && Date.now() - known.readAt < KEYS_COUNT_MS) return known.ring
    try {
      const ring = await readKeys(env, db)
      known = { ring, readAt: Date.now() }
      return ring
    } catch (err) {
      if (err instanceof DomainError) throw err
      if (known && isDatabaseAway(err)) return known.ring
      log.error({ err }, 'the keys could not be read from the database')
      const away = isDatabaseAway(err)
      const said = messageOf(away ? 'database-away' : 'edge-not-set-up')
      throw new DomainError('unavailable', said, { retryAfterSeconds: 5 })
    }
  }
}

async function readKeys(env: EdgeEnv, db: Db): Promise<KeyRing> {
  if (!(await isOpened(db))) throw new DomainError('unavailable', messageOf('check-migrations'))
  if (env.JWT_SECRET === null) return readStoredKeys(db)
  const former =
    env.JWT_SECRET_OLD === null ? null : checkedKey(env.JWT_SECRET_OLD, 'JWT_SECRET_OLD')
  return {
    current: checkedKey(env.JWT_SECRET, 'JWT_SECRET'),
    former: former && { key: former, until: null },
  }
}
