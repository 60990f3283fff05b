import { type Agent, parseAgentEnv, readHostKeys, startAgent } from '@cashbacktv/agent'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash, openLog } from '@cashbacktv/contract/open-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import pino from 'pino'
import type { End, ToAgent } from '../messages.ts'

/**
 * Of `npm run dev`: the agent, told by its parent who it is. Ended by a signal, as for a restart, it
 * leaves its FFmpegs to the next one; told that it is the end, it ends them.
 */
const env = parseAgentEnv(process.env)
const secrets = knownSecrets(process.env)
const log = pino(...openLog({ part: 'agent', level: env.logLevel, folder: env.logDir, secrets }))
endOnCrash(log)
let starting: Promise<Agent> | null = null
process.on('message', (message: End | ToAgent) => {
  if (message.kind === 'start') starting = begin(message)
  // It may come while the agent still starts.
  else void end()
})

function begin({ identity, controlPlaneUrl }: ToAgent): Promise<Agent> {
  const { stateDir, dataDir, name, sourceAllowCidrs, countsOtherPrograms, playbackBaseUrl } = env
  return startAgent({
    hostKeys: readHostKeys(env),
    stateDir,
    name,
    sourceAllowCidrs,
    countsOtherPrograms,
    playbackBaseUrl,
    identity,
    controlPlaneUrl,
    originUrl: null,
    streamsUrl: controlPlaneUrl,
    log,
    version: PRODUCT_VERSION,
    mediaDir: env.mediaDir ?? dataDir,
    dvrDir: env.dvrDir,
  })
}

async function end(): Promise<void> {
  const agent = await starting
  await agent?.stopChannels()
  await leave()
}

async function leave(): Promise<void> {
  const agent = await starting
  await agent?.close()
  process.exit(0)
}

process.once('SIGTERM', () => void leave())
process.once('disconnect', () => void leave())
