import type { Outside } from './outside.ts'
import { isOurPicture, takePicture } from './pictures.ts'
import { resolveName } from './resolve-name.ts'
import { sendHttp } from './send-http.ts'
import { sendMail } from './send-mail.ts'

/** As a process of Node does it. */
export const nodeOutside: Outside = {
  resolveName,
  takePicture,
  isOurPicture,
  sendHttp,
  sendMail,
}
