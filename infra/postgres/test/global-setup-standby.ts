import { prepareTemplate } from '@cashbacktv/db/test'
import type { TestProject } from 'vitest/node'
import { startPromotedStandby } from './promoted-standby.ts'

/** The same tests on a standby that has taken over: it has the template of its primary, which is gone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPromotedStandby(prepareTemplate)
  project.provide('databaseServerUrl', server.url)
  return server.stop
}
