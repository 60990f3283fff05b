import { account } from './tr/account.ts'
import { address } from './tr/address.ts'
import { alert } from './tr/alert.ts'
import { backup } from './tr/backup.ts'
import { bucket } from './tr/bucket.ts'
import { channel } from './tr/channel.ts'
import { environment } from './tr/environment.ts'
import { field } from './tr/field.ts'
import { group } from './tr/group.ts'
import { healing } from './tr/healing.ts'
import { health } from './tr/health.ts'
import { host } from './tr/host.ts'
import { importing } from './tr/import.ts'
import { link } from './tr/link.ts'
import { passkey } from './tr/passkey.ts'
import { password } from './tr/password.ts'
import { picture } from './tr/picture.ts'
import { preset } from './tr/preset.ts'
import { quality } from './tr/quality.ts'
import { recording } from './tr/recording.ts'
import { request } from './tr/request.ts'
import { restream } from './tr/restream.ts'
import { rollout } from './tr/rollout.ts'
import { room } from './tr/room.ts'
import { run } from './tr/run.ts'
import { source } from './tr/source.ts'
import { unsaid } from './tr/unsaid.ts'
import { upload } from './tr/upload.ts'
import { warning } from './tr/warning.ts'

/** Every text in Turkish, by its code. */
export const turkish = {
  ...account,
  ...address,
  ...alert,
  ...backup,
  ...bucket,
  ...channel,
  ...environment,
  ...field,
  ...group,
  ...healing,
  ...health,
  ...host,
  ...importing,
  ...link,
  ...passkey,
  ...password,
  ...picture,
  ...preset,
  ...quality,
  ...recording,
  ...request,
  ...restream,
  ...rollout,
  ...room,
  ...run,
  ...source,
  ...unsaid,
  ...upload,
  ...warning,
}
