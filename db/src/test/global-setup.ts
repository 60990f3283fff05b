import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts'
import { prepareTemplate } from './template.ts'

/** One server for all tests: the embedded one, or that of TEST_DATABASE_URL. */
export default async function setup(
  project: TestProject,
  onUrl: (url: string) => void = () => {},
): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given === undefined ? await startTemporaryServer() : { url: given, stop }
  const dropTemplate = await prepareTemplate(server.url)
  project.provide('databaseServerUrl', server.url)
  onUrl(server.url)
  return async () => {
    await dropTemplate()
    await server.stop()
  }
}

async function stop(): Promise<void> {}

async function startTemporaryServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'cbtv-test-db-'))
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
