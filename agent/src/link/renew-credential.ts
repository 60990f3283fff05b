import { EnrolmentReply, type HostAnswer } from '@cashbacktv/contract'
import { failedWith } from './answer-question.ts'
import type { HostCredential } from './host-credential.ts'
import { inTime, type LinkPorts } from './link-ports.ts'

/** Fetches a new credential and keeps it; it counts with the next connection. A failure is an answer too. */
export async function renewCredential(
  { client }: Pick<LinkPorts, 'client'>,
  credential: HostCredential,
): Promise<HostAnswer> {
  try {
    const reply = EnrolmentReply.parse(
      await inTime((options) => client.renewCredential.mutate(undefined, options)),
    )
    credential.replace(reply.credential)
    return { kind: 'renew-credential' }
  } catch (error) {
    return failedWith(error)
  }
}
