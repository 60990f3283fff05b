import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EnrolmentReply, type HostId } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { authenticateHost } from '../hosts/authenticate-host.ts'
import { createHost, issueCredential } from '../hosts/create-host.ts'

/** Identity of the agent beside the control plane, kept in the data folder: the same host with each start. */
export async function embeddedHost(
  ctx: Pick<ServiceContext, 'db'>,
  { name, dataDir }: { name: string; dataDir: string },
): Promise<{ hostId: HostId; credential: string }> {
  const file = join(dataDir, 'embedded-host.json')
  const known = readIdentity(file)
  if (known && (await authenticateHost(ctx, `Bearer ${known.credential}`))) return known
  const identity = await ctx.db.transaction(async (tx) => {
    const [host] = await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.name, name))
    return host ? issueCredential(tx, host.id) : createHost(tx, name)
  })
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
  return identity
}

/** A file that is missing or damaged is made anew. */
function readIdentity(file: string): EnrolmentReply | null {
  try {
    return EnrolmentReply.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
