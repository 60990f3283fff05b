import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { endLeftovers } from './leftovers.ts'
import type { SharedStack } from './shared-stack.ts'
import { tempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

/** Ends the products that workers shared, when all files have run. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = tempFolder('shared')
  project.provide('sharedStacksDir', folder.path)
  return async () => {
    for (const name of readdirSync(folder.path)) {
      await endShared(JSON.parse(readFileSync(join(folder.path, name), 'utf8')))
    }
    folder.remove()
  }
}

async function endShared({ pid, dataDir, mediaDir }: SharedStack): Promise<void> {
  // The pid may be somebody else's by now: the product runs in its folder.
  if (isOf(pid, dataDir)) process.kill(pid, 'SIGTERM')
  await waitFor('the shared product to end', () => !isOf(pid, dataDir))
  await endLeftovers({ dataDir, mediaDir })
  for (const path of [dataDir, mediaDir])
    rmSync(path, { recursive: true, force: true, maxRetries: 10 })
}

function isOf(pid: number, dataDir: string): boolean {
  const environment = `/proc/${pid}/environ`
  return (
    existsSync(environment) && readFileSync(environment, 'utf8').includes(`DATA_DIR=${dataDir}\0`)
  )
}
