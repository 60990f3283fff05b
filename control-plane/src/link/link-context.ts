import type { ServiceContext } from '../context.ts'
import type { Connection } from './connection.ts'
import type { HostHub } from './host-hub.ts'

/** What the procedures of the link work with: one a socket, made after the credential was checked. */
export type LinkContext = {
  readonly service: ServiceContext
  readonly hub: HostHub
  readonly connection: Connection
}
