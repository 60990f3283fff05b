import { hostCredentials, hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { replaceCredential } from '../services/hosts/replace-credential.ts'
import { enrolTestHost } from './test/start-test-link.ts'
import { helloOf, tryUpgrade } from './test/test-agent.ts'
import { useTestLink } from './test/use-test-link.ts'

const link = useTestLink()
const credentialsOf = (hostId: Awaited<ReturnType<typeof enrolTestHost>>['hostId']) =>
  link.database().handle.db.select().from(hostCredentials).where(eq(hostCredentials.hostId, hostId))

async function connected(pollMs = 60_000) {
  const one = await link.instance({ pollMs })
  const enrolled = await enrolTestHost(link.database())
  const host = await link.agent(one.url, enrolled.credential)
  await host.link.hello.mutate(helloOf())
  return { one, host, ...enrolled }
}

it('replaces a credential with the first hello with the new one, and not before', async () => {
  const { one, host, hostId, credential } = await connected()
  const lost = await host.link.renewCredential.mutate()
  const renewed = await host.link.renewCredential.mutate()
  expect(renewed.hostId).toBe(hostId)
  // The answer with the first one may have been lost: it counts for nothing, the old one still does.
  expect(await tryUpgrade(one.url, `Bearer ${lost.credential}`)).toBe(401)
  await host.link.hello.mutate(helloOf())
  expect(await credentialsOf(hostId)).toHaveLength(2)
  await host.close()

  const back = await link.agent(one.url, renewed.credential)
  await back.link.hello.mutate(helloOf())
  expect(await tryUpgrade(one.url, `Bearer ${credential}`)).toBe(401)
  const kept = (await credentialsOf(hostId)).filter(({ revokedAt }) => revokedAt === null)
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(await credentialsOf(hostId))).not.toContain(renewed.credential)
})

it('has a host replace its credential when an administrator wants it, or says why not', async () => {
  const { one, host, hostId } = await connected()
  const answer = async (said: Parameters<typeof host.link.reply.mutate>[0]['answer']) => {
    await expect.poll(() => host.requests.length).toBeGreaterThan(0)
    const [request] = host.requests.splice(0)
    expect(request?.question).toEqual({ kind: 'renew-credential' })
    await host.link.reply.mutate({ id: request?.id ?? '', answer: said })
  }
  const done = replaceCredential(one.ctx, { hostId })
  await answer({ kind: 'renew-credential' })
  await done

  const reason = { class: 'resource', code: 'not-answered', message: 'The disk is full.' } as const
  const refused = expect(replaceCredential(one.ctx, { hostId })).rejects.toMatchObject({
    code: 'unavailable',
  })
  await answer({ kind: 'failed', reason })
  await refused

  await host.close()
  await expect.poll(() => one.hub.connectedHosts()).toEqual([])
  await expect(replaceCredential(one.ctx, { hostId })).rejects.toMatchObject({
    code: 'host_unreachable',
  })
})

it('asks a host whose credential is old to replace it, once a connection', async () => {
  const { host, hostId } = await connected(20)
  const monthsAgo = new Date(Date.now() - 31 * 86_400_000)
  await link
    .database()
    .handle.db.update(hostCredentials)
    .set({ createdAt: monthsAgo })
    .where(eq(hostCredentials.hostId, hostId))
  await expect.poll(() => host.requests.length).toBe(1)
  // A change that nobody announced comes with a look of its own.
  for (const revision of [50, 51]) {
    await link
      .database()
      .handle.db.update(hosts)
      .set({ desiredRevision: revision })
      .where(eq(hosts.id, hostId))
    await expect.poll(() => host.revisions().at(-1)).toBe(revision)
  }
  expect(host.requests.map(({ question }) => question.kind)).toEqual(['renew-credential'])
})
