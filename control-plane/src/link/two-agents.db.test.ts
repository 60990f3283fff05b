import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { listHosts } from '../services/hosts/list.ts'
import { enrolTestHost } from './test/start-test-link.ts'
import { helloOf } from './test/test-agent.ts'
import { useTestLink } from './test/use-test-link.ts'

const link = useTestLink()

it('two agents with one identity are known by every instance, one that was started meanwhile too', async () => {
  const one = await link.instance()
  const two = await link.instance()
  const { hostId, credential } = await enrolTestHost(link.database())
  const [original, copy] = [randomUUID(), randomUUID()]
  const introduce = async ({ url }: { url: string }, agentId: string) => {
    const host = await link.agent(url, credential)
    await host.link.hello.mutate(helloOf({ agentId }))
    return host
  }
  const troublesBy = async ({ ctx }: typeof one) => {
    const found = (await listHosts(ctx)).find(({ id }) => id === hostId)
    return found?.health.troubles.map(({ code }) => code)
  }
  await (await introduce(one, original)).close()
  await (await introduce(two, copy)).close()
  expect(await troublesBy(one)).toEqual([])
  const back = await introduce(one, original)
  await back.link.hello.mutate(helloOf({ agentId: original }))
  expect(await troublesBy(one)).toEqual(['twoAgents'])
  expect(await troublesBy(two)).toEqual(['twoAgents'])
  expect(await troublesBy(await link.instance())).toEqual(['twoAgents'])
})
