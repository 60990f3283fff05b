import { type Agent, type AgentOptions, startAgent } from './start-agent.ts'

/**
 * The agent of this host for as long as the process lives: started again where it has enrolled
 * itself anew, and takes over its own channels as the next process would.
 *
 * @throws with a sentence that says what to do, when it cannot be started the first time
 */
export async function keepAgent(
  options: Omit<AgentOptions, 'onEnrolledAnew'>,
): Promise<Pick<Agent, 'close' | 'stopChannels'>> {
  let turn = start()
  let isClosed = false

  function start(): Promise<Agent> {
    return startAgent({ ...options, onEnrolledAnew })
  }

  function onEnrolledAnew(): void {
    if (isClosed) return
    // Where that fails the process ends, as with any crash, and whoever keeps it up starts it again.
    turn = turn.then(async (agent) => {
      await agent.close()
      return start()
    })
  }

  await turn
  return {
    async close() {
      isClosed = true
      await (await turn).close()
    },
    stopChannels: async () => (await turn).stopChannels(),
  }
}
