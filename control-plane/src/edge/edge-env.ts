import {
  baseAddressVariable,
  type Environment,
  parseEnvironment,
  textVariable,
} from '@cashbacktv/contract'
import { SHORTEST_KEY } from '@cashbacktv/contract/seal'
import { z } from 'zod'
import { Env } from '../env.ts'

const EdgeEnv = Env.pick({
  SESSION_DAYS: true,
  API_REQUESTS_PER_MINUTE: true,
  API_REQUESTS_PER_MINUTE_OF_ADDRESS: true,
  SOURCE_ALLOW_CIDRS: true,
  LOG_LEVEL: true,
}).extend({
  /** There is no machine of which an address could be known. */
  PUBLIC_URL: baseAddressVariable().pipe(z.string()),
  /** PostgreSQL, best through a pooler: each request has a connection of its own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Redis over REST: the one way to it from here. */
  UPSTASH_REDIS_REST_URL: z.url({ protocol: /^https?$/ }),
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  /** The same as on Node, which is where keys are made and changed. */
  SECRETS_KEY: z.string().min(SHORTEST_KEY),
  SECRETS_KEY_OLD: textVariable(),
  JWT_SECRET: textVariable(),
  JWT_SECRET_OLD: textVariable(),
  /** Address of a control plane on Node, which is passed what cannot be done here. */
  NODE_URL: baseAddressVariable(),
  /** Which header says the address of the client: one that whoever calls us sets itself, whatever came. */
  CLIENT_ADDRESS_HEADER: z.string().trim().toLowerCase().default('cf-connecting-ip'),
})
export type EdgeEnv = z.infer<typeof EdgeEnv>

/** The texts among what a runtime binds. */
export function textsOf(bindings: Readonly<Record<string, unknown>>): Environment {
  const texts = Object.entries(bindings).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts)
}

/** @throws Error naming each variable that is wrong, without its value */
export function parseEdgeEnv(environment: Environment): EdgeEnv {
  return parseEnvironment(EdgeEnv, environment)
}
