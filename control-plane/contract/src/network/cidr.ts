import { z } from 'zod'
import { says } from '../messages/says.ts'
import { isCidr } from './network-class.ts'

/** An address or a network, of IPv4 or IPv6. */
export const Cidr = z
  .string()
  .trim()
  .max(64)
  .refine(isCidr, { error: says('cidr-form') })
  .meta({ examples: ['192.0.2.7', '192.0.2.0/24', '2001:db8::/32'] })
