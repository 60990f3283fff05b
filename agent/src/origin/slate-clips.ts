import { existsSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import { type SlateClipSpec, slateKey } from './domain/slate-clip.ts'
import { encodeSlate, readClip, readProfile, type SlateClip } from './encode-slate.ts'
import type { OriginLog } from './ports.ts'
import { listFolder } from './retention.ts'

export type ClipWish = Omit<SlateClipSpec, 'profile' | 'picture'> & {
  channelId: ChannelId
  picture: string | null
  /** A complete live segment, whose parameters the clip takes over. */
  segment: string
}

export type SlateClips = {
  /** Has the clip made in the background, unless it is there; calls back when it can be used. */
  prepare(wish: ClipWish, onReady: (clip: SlateClip) => void): void
  /** The clip that was last made ready for a channel, also by an earlier origin. */
  known(channelId: ChannelId): SlateClip | null
  /** Removes clips that no channel uses. */
  prune(): void
}

const CLIPS_FOLDER = '_slates'
/** Beside the channel's own files: leads to the clip that fits what it shows. */
const LINK_NAME = 'slate'

/** Clips are encoded one at a time and at low priority, and kept for every channel they fit. */
export function keepSlateClips(mediaDir: string, log: OriginLog): SlateClips {
  const clipsFolder = join(mediaDir, CLIPS_FOLDER)
  let busy: Promise<void> = Promise.resolve()
  let working = 0

  async function make(wish: ClipWish): Promise<SlateClip> {
    const { channelId, segment, picture, ...rest } = wish
    const file = picture === null ? null : join(clipsFolder, 'pictures', picture)
    const isThere = file !== null && existsSync(file)
    const spec: SlateClipSpec = {
      ...rest,
      profile: await readProfile(segment),
      picture: file !== null && picture !== null && isThere ? { file, sha256: picture } : null,
    }
    const folder = join(clipsFolder, slateKey(spec))
    const clip = readClip(folder) ?? (await encodeSlate(spec, folder))
    const link = join(mediaDir, channelId, LINK_NAME)
    symlinkSync(join('..', CLIPS_FOLDER, slateKey(spec)), `${link}.tmp`)
    renameSync(`${link}.tmp`, link)
    return clip
  }

  return {
    prepare(wish, onReady) {
      working++
      busy = busy
        .then(() => make(wish))
        .then(onReady)
        .catch((error) => {
          rmSync(join(mediaDir, wish.channelId, `${LINK_NAME}.tmp`), { force: true })
          log.warn({ channelId: wish.channelId, why: String(error) }, 'The slate cannot be made')
        })
        .finally(() => working--)
    },
    known: (channelId) => readClip(join(mediaDir, channelId, LINK_NAME)),
    prune() {
      if (working > 0) return
      const used = listFolder(mediaDir).map((name) => linkTarget(join(mediaDir, name, LINK_NAME)))
      for (const name of listFolder(clipsFolder)) {
        if (name === 'pictures' || used.includes(name)) continue
        rmSync(join(clipsFolder, name), { recursive: true, force: true })
      }
    },
  }
}

function linkTarget(link: string): string | null {
  try {
    return basename(readlinkSync(link))
  } catch {
    return null
  }
}
