import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { removeChannels } from './remove-channels.ts'
import { type Stack, startStack } from './start-stack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of one file for each product that outlives the test file that asked for it. */
    sharedStacksDir: string
  }
}

let shared: Promise<Stack> | null = null
let inUse: Stack | null = null

/** The shared product as the test file that runs now has it; null where it has asked for none. */
export const stackInUse = (): Stack | null => inUse

/**
 * The product that the files of a worker use one after the other: starting one costs as much as most
 * files do with it. For tests that make channels and nothing else, and neither end nor restart it: `stop`
 * takes their channels away and leaves the rest as it is.
 */
export async function shareStack(): Promise<Stack> {
  shared ??= startToBeShared()
  const stack = await shared.catch((error: unknown) => {
    // The next file tries again.
    shared = null
    throw error
  })
  const { status } = await fetch(`${stack.url}/readyz`)
  if (status !== 200) throw new Error(`The shared product answers ${status}: ${stack.logs()}`)
  const api = await stack.api.login(stack.adminEmail, stack.adminPassword)
  const stop = () => {
    inUse = null
    return removeChannels({ ...stack, api })
  }
  inUse = { ...stack, api, stop }
  return inUse
}

async function startToBeShared(): Promise<Stack> {
  const stack = await startStack()
  const { dataDir, mediaDir } = stack
  const record: SharedStack = { pid: stack.pid(), dataDir, mediaDir }
  writeFileSync(join(inject('sharedStacksDir'), `${record.pid}.json`), JSON.stringify(record))
  return stack
}

/** What is needed to end one whose worker has gone. */
export type SharedStack = { pid: number; dataDir: string; mediaDir: string }
