import { once } from 'node:events'
import { parseAgentEnv, startAgent } from '@cashbacktv/agent'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash, openLog } from '@cashbacktv/contract/open-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import pino from 'pino'
import type { End, ToAgent } from './messages.ts'

/**
 * Of `npm run dev`: the agent, told by its parent who it is. Ended by a signal, as for a restart, it
 * leaves its FFmpegs to the next one; told that it is the end, it ends them.
 */
const env = parseAgentEnv(process.env)
const secrets = knownSecrets(process.env)
const log = pino(...openLog({ part: 'agent', level: env.logLevel, folder: env.logDir, secrets }))
endOnCrash(log)
const [{ identity, controlPlaneUrl }] = (await once(process, 'message')) as [ToAgent]
const { stateDir, dataDir, name, sourceAllowCidrs, countsOtherPrograms, playbackBaseUrl } = env
const agent = await startAgent({
  ...{ stateDir, name, sourceAllowCidrs, countsOtherPrograms, playbackBaseUrl },
  ...{ identity, controlPlaneUrl, originUrl: null, log, version: PRODUCT_VERSION },
  mediaDir: env.mediaDir ?? dataDir,
})
process.once('message', async (message: End) => {
  if (message.kind !== 'end') return
  await agent.stopChannels()
  await agent.close()
  process.exit(0)
})
const leave = () => void agent.close().finally(() => process.exit(0))
process.once('SIGTERM', leave)
process.once('disconnect', leave)
