import type { EnrolmentReply, HostId } from '@cashbacktv/contract'
import { type Db, hostCredentials, hosts } from '@cashbacktv/db'
import { createSecret, hashSecret } from './secret.ts'

/** A new host with its first credential, which is shown this once. Fails where the name is taken. */
export async function createHost(tx: Db, name: string): Promise<EnrolmentReply> {
  const [host] = await tx.insert(hosts).values({ name }).returning({ id: hosts.id })
  if (!host) throw new Error('The host was not stored.')
  return issueCredential(tx, host.id)
}

/** A further credential for a host that is there; those before it stay valid. */
export async function issueCredential(tx: Db, hostId: HostId): Promise<EnrolmentReply> {
  const credential = createSecret('host')
  await tx.insert(hostCredentials).values({ hostId, secretHash: hashSecret(credential) })
  return { hostId, credential }
}
