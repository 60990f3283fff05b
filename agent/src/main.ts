import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash, openLog } from '@cashbacktv/contract/open-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import pino from 'pino'
import { parseEnv } from './env.ts'
import { agentPaths } from './files/agent-paths.ts'
import { defaultMediaDir } from './files/default-media-dir.ts'
import { readHostKeys } from './files/host-keys.ts'
import { keepAgent } from './keep-agent.ts'
import { stopRestreams } from './restreams/stop-restreams.ts'
import { stopChannels } from './runs/stop-channels.ts'

try {
  const environment = readVariableFiles(process.env)
  const env = parseEnv(environment)
  const log = pino(
    ...openLog({
      part: 'agent',
      level: env.logLevel,
      folder: env.logDir,
      secrets: knownSecrets(environment),
    }),
  )
  endOnCrash(log)
  const media = env.mediaDir === null ? defaultMediaDir(env.dataDir) : null
  const mediaDir = env.mediaDir ?? media?.path ?? env.dataDir
  if (process.argv[2] === 'stop-channels') {
    const paths = agentPaths(env.stateDir, mediaDir)
    const stopped = await stopChannels(paths)
    await stopRestreams(paths)
    log.info({ stopped }, 'Channels stopped')
  } else {
    if (media?.isRamDisk === false) {
      log.warn({ mediaDir }, 'No RAM disk with room: segments are written to disk. Set MEDIA_DIR.')
    }
    const agent = await keepAgent({
      ...env,
      hostKeys: readHostKeys(env),
      mediaDir,
      log,
      version: PRODUCT_VERSION,
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        log.info({ signal }, 'Agent stops; channels go on. "stop-channels" stops them.')
        void agent.close().finally(() => process.exit(0))
      })
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
