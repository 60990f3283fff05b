import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EnrolmentReply } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { authenticateHost } from '../hosts/authenticate-host.ts'
import { createHost, issueCredential } from '../hosts/create-host.ts'

export type EmbeddedHost = EnrolmentReply & {
  /** Writes down the credential that takes the place of this one. */
  keep(kept: Pick<EnrolmentReply, 'credential'>): void
}

/** Identity of the agent beside the control plane, kept in the data folder: the same host with each start. */
export async function embeddedHost(
  ctx: Pick<ServiceContext, 'db'>,
  { name, dataDir }: { name: string; dataDir: string },
): Promise<EmbeddedHost> {
  const file = join(dataDir, 'embedded-host.json')
  const withKeep = (identity: EnrolmentReply) => ({
    ...identity,
    keep: (kept: Pick<EnrolmentReply, 'credential'>) =>
      writeIdentity(file, { hostId: identity.hostId, credential: kept.credential }),
  })
  const known = readIdentity(file)
  if (known && (await authenticateHost(ctx, `Bearer ${known.credential}`))) return withKeep(known)
  const identity = await ctx.db.transaction(async (tx) => {
    const [host] = await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.name, name))
    return host ? issueCredential(tx, host.id) : createHost(tx, name)
  })
  mkdirSync(dataDir, { recursive: true })
  writeIdentity(file, identity)
  return withKeep(identity)
}

function writeIdentity(file: string, identity: EnrolmentReply): void {
  writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

/** A file that is missing or damaged is made anew. */
function readIdentity(file: string): EnrolmentReply | null {
  try {
    return EnrolmentReply.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
