import { address } from './tr/address.ts'
import { host } from './tr/host.ts'
import { picture } from './tr/picture.ts'
import { rollout } from './tr/rollout.ts'
import { room } from './tr/room.ts'
import { run } from './tr/run.ts'
import { source } from './tr/source.ts'
import { warning } from './tr/warning.ts'

/** Every text in Turkish, by its code. */
export const turkish = {
  ...address,
  ...host,
  ...picture,
  ...rollout,
  ...room,
  ...run,
  ...source,
  ...warning,
}
