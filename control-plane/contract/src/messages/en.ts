import { account } from './en/account.ts'
import { address } from './en/address.ts'
import { alert } from './en/alert.ts'
import { backup } from './en/backup.ts'
import { bucket } from './en/bucket.ts'
import { channel } from './en/channel.ts'
import { environment } from './en/environment.ts'
import { field } from './en/field.ts'
import { group } from './en/group.ts'
import { healing } from './en/healing.ts'
import { health } from './en/health.ts'
import { host } from './en/host.ts'
import { importing } from './en/import.ts'
import { link } from './en/link.ts'
import { passkey } from './en/passkey.ts'
import { password } from './en/password.ts'
import { picture } from './en/picture.ts'
import { preset } from './en/preset.ts'
import { quality } from './en/quality.ts'
import { recording } from './en/recording.ts'
import { request } from './en/request.ts'
import { restream } from './en/restream.ts'
import { rollout } from './en/rollout.ts'
import { room } from './en/room.ts'
import { run } from './en/run.ts'
import { source } from './en/source.ts'
import { unsaid } from './en/unsaid.ts'
import { upload } from './en/upload.ts'
import { warning } from './en/warning.ts'

/** Every text in English, by its code. */
export const english = {
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
} as const
