import { address } from './en/address.ts'
import { host } from './en/host.ts'
import { picture } from './en/picture.ts'
import { rollout } from './en/rollout.ts'
import { room } from './en/room.ts'
import { run } from './en/run.ts'
import { source } from './en/source.ts'
import { warning } from './en/warning.ts'

/** Every text in English, by its code. */
export const english = {
  ...address,
  ...host,
  ...picture,
  ...rollout,
  ...room,
  ...run,
  ...source,
  ...warning,
} as const
