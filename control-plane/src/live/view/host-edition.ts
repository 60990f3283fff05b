import { hosts } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'

/** Of what is stored of a host all that screens show and its pulse does not say. */
export const hostEdition = sql<string>`md5(concat_ws(' ',
  ${hosts.draining}, ${hosts.capabilities}::text, ${hosts.name}, ${hosts.agentsHeard} -> 'proof'))`
