import { HostId, HostQuestion, HostReply, HostRequest } from '@cashbacktv/contract'
import { z } from 'zod'

const InstanceId = z.uuid()
const OfHost = z.object({ hostId: HostId })

/** What one instance tells all, itself included: at most once each, and only what may be lost. */
const schemas = {
  /** What is wanted of the host is another than before. */
  'host.wanted': OfHost,
  /** After the commit: the host itself changed, or with null channels without one. */
  'fleet.changed': z.object({ hostId: HostId.nullable() }),
  /** After the commit: incidents, or what they are made and told by, are others than before. */
  'alerts.changed': z.object({}),
  /** After the commit: tokens are signed by another key than before. */
  'signing-key.changed': z.object({}),
  /** A socket of a host is held by this instance, since then; without an instant of an instance of an older release. */
  'link.attached': OfHost.extend({ instanceId: InstanceId, admittedAt: z.number().optional() }),
  'link.revoked': OfHost,
  /** A question for a host, by an instance that does not hold its socket. */
  'link.ask': z.object({
    id: HostRequest.shape.id,
    hostId: HostId,
    from: InstanceId,
    question: HostQuestion,
    timeoutMs: z.number().positive(),
  }),
  /** The question was passed on to its host. */
  'link.taken': z.object({ to: InstanceId, id: HostRequest.shape.id }),
  'link.answer': z.object({ to: InstanceId, reply: HostReply }),
}

export type Payloads = { [T in keyof typeof schemas]: z.infer<(typeof schemas)[T]> }
export type Topic = keyof Payloads

export const TOPICS: { [T in Topic]: z.ZodType<Payloads[T]> } = schemas

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(TOPICS, name)
}
