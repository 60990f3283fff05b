import { TEST_SECRETS_KEY } from '@cashbacktv/db/test'
import { type RedisServer, startRedisServer } from '../../live/test/redis-server.ts'
import { startUpstashServer, type UpstashServer } from '../../live/test/upstash-server.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { overTcp } from './over-tcp.ts'
import { buildEdge, startWorkerd, type Workerd } from './start-workerd.ts'

/** Under which both are known, whatever they listen on. */
const PUBLIC_URL = 'https://tv.example'

/** A control plane on Node and one at the edge, of one database and one Redis, which both reach over REST. */
export type Stack = {
  plane: TestPlane
  edge: Workerd
  /** What another one at the edge is started with. */
  variables: Record<string, string>
  startAnother(variables: Record<string, string>): Promise<Workerd>
  close(): Promise<void>
}

export async function startStack(): Promise<Stack> {
  const [redis, built] = await Promise.all([startRedisServer(), buildEdge()])
  const rest = await startUpstashServer(redis.url)
  const plane = await startTestPlane({
    redis: { restUrl: rest.url, token: rest.token },
    sourceAllowCidrs: ['127.0.0.0/8'],
    publicUrl: PUBLIC_URL,
  })
  const database = await overTcp(plane.databaseUrl)
  const variables = {
    DATABASE_URL: database.url,
    UPSTASH_REDIS_REST_URL: rest.url,
    UPSTASH_REDIS_REST_TOKEN: rest.token,
    SECRETS_KEY: TEST_SECRETS_KEY,
    SOURCE_ALLOW_CIDRS: '127.0.0.0/8',
    PUBLIC_URL,
    CLIENT_ADDRESS_HEADER: 'x-forwarded-for',
    NODE_URL: plane.url,
    LOG_LEVEL: 'debug',
  }
  const started: Workerd[] = []
  const startAnother = async (changes: Record<string, string>) => {
    const one = await startWorkerd(built.folder, { ...variables, ...changes })
    started.push(one)
    return one
  }
  const edge = await startAnother({})
  return {
    plane,
    edge,
    variables,
    startAnother,
    close: () => closeAll({ plane, database, rest, redis, started, remove: built.remove }),
  }
}

async function closeAll(parts: {
  plane: TestPlane
  database: { close(): void }
  rest: UpstashServer
  redis: RedisServer
  started: Workerd[]
  remove(): Promise<void>
}): Promise<void> {
  for (const one of parts.started) await one.close()
  parts.database.close()
  await parts.plane.close()
  await parts.rest.close()
  await parts.redis.close()
  await parts.remove()
}
