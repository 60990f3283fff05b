import { statfsSync } from 'node:fs'
import { type Reason, reasonOf } from '@cashbacktv/contract'
import { makeFolder } from '@cashbacktv/contract/make-folder'
import { errnoOf } from '../domain/failures/errno-of.ts'

const LEAST_FREE_BYTES = 64 * 1024 * 1024

/** Why nothing can be written into the media folder; null when it can. */
export function mediaPressure(mediaDir: string): Reason | null {
  try {
    makeFolder(mediaDir)
    const { bavail, bsize, ffree, files } = statfsSync(mediaDir)
    if (bavail * bsize < LEAST_FREE_BYTES || (files > 0 && ffree < 1000)) {
      return reasonOf('resource', 'media-full', { folder: mediaDir })
    }
    return null
  } catch (error) {
    return reasonOf('resource', 'media-missing', { folder: mediaDir, detail: errnoOf(error) })
  }
}
