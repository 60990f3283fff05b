import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { startRedis } from '../../faults/fleet/redis-process.ts'
import { type Child, startChild } from '../../stack/child.ts'
import { freePort } from '../../stack/free-port.ts'
import { startCommand } from '../../stack/start-command.ts'
import { stackEnv, untilReady } from '../../stack/start-stack.ts'
import { tempFolder } from '../../stack/temp-folder.ts'

export type Plane = {
  url: string
  /** The process that runs now, or ran last. */
  child: Child
  /** As a crash would end it. */
  kill(): Promise<void>
  /** Again, on the same port and folder. */
  start(): Promise<void>
}
export type Planes = { planes: Plane[]; databaseUrl: string; stop(): Promise<void> }

/** Control planes as processes of their own on one database, with a Redis when they are many. */
export async function startPlanes(instances: number): Promise<Planes> {
  const folder = tempFolder('ingest')
  const database = await startEmbeddedPostgres({
    dataDir: join(folder.path, 'database'),
    log: () => {},
  })
  const redis = instances > 1 ? await startRedis() : null
  const planes: Plane[] = []
  const stop = async () => {
    await Promise.all(planes.map(({ child }) => child.stop(15_000)))
    await redis?.stop()
    await database.stop()
    folder.remove()
  }
  try {
    for (let index = 0; index < instances; index += 1) {
      const dataDir = join(folder.path, `plane-${index}`)
      mkdirSync(dataDir)
      planes.push(await startPlane(dataDir, database.url, redis?.url ?? null))
    }
    return { planes, databaseUrl: database.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startPlane(
  dataDir: string,
  databaseUrl: string,
  redisUrl: string | null,
): Promise<Plane> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [file = 'node', ...args] = startCommand('start:control-plane')
  const profile = process.env.BENCH_CPU_PROF
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const env = {
    ...stackEnv(dataDir, '', port),
    DATABASE_URL: databaseUrl,
    JWT_SECRET: 'one key for every instance of the benchmark',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  }
  const launch = () => startChild(file, [...profiling, ...args], { env })
  const plane = {
    url,
    child: launch(),
    async kill() {
      plane.child.process.kill('SIGKILL')
      await plane.child.exited
    },
    async start() {
      plane.child = launch()
      await untilReady(plane.child, url)
    },
  }
  await untilReady(plane.child, url)
  return plane
}
