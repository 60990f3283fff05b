import { existsSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { type SlateClip, type SlateClipSpec, slateKey } from './domain/slate-clip.ts'
import type { SlateWish } from './domain/slate-wish.ts'
import { encodeSlate } from './encode-slate.ts'
import type { OriginLog } from './ports.ts'
import { readClip } from './read-clip.ts'
import { readRenditions } from './read-renditions.ts'
import { listFolder } from './retention.ts'

/** The paths of its live segments are whole. */
export type ClipWish = SlateWish & { channelId: ChannelId }

export type SlateClips = {
  /**
   * Has the clip made in the background, unless it is there; calls back when it can be used, before
   * that perhaps with one that can be used meanwhile.
   */
  prepare(wish: ClipWish, onReady: (clip: SlateClip) => void): void
  /** The clip that was last made ready for a channel, also by an earlier origin. */
  known(channelId: ChannelId): SlateClip | null
  /** Removes clips that no channel uses. */
  prune(): void
  /** Ends what is being made, half of which is removed, and makes no more. */
  close(): Promise<void>
}

/** Of two that wait the higher one comes first. */
const [SOON, LATER] = [1, 0]
const CLIPS_FOLDER = '_slates'
/** Beside the channel's own files: leads to the clip that fits what it shows. */
const LINK_NAME = 'slate'

/**
 * Clips are encoded one at a time and at low priority, and kept for every channel they fit. The one
 * without a title comes first: a single one for all channels of a shape, so that many that lose their
 * source soon after a start all have a slate, and their own follow.
 */
export function keepSlateClips(mediaDir: string, log: OriginLog): SlateClips {
  const clipsFolder = join(mediaDir, CLIPS_FOLDER)
  const queue = new PQueue({ concurrency: 1 })
  const ending = new AbortController()

  async function specOf(wish: ClipWish): Promise<SlateClipSpec> {
    const { channelId: _channel, segments, picture, ...rest } = wish
    const file = picture === null ? null : join(clipsFolder, 'pictures', picture)
    const isThere = file !== null && existsSync(file)
    return {
      ...rest,
      renditions: await readRenditions(segments),
      picture: file !== null && picture !== null && isThere ? { file, sha256: picture } : null,
    }
  }

  async function makeFirst(wish: ClipWish, onReady: (clip: SlateClip) => void): Promise<void> {
    const own = await specOf(wish)
    enqueue(wish.channelId, LATER, async () => onReady(await make(wish.channelId, own)))
    const isMade = readClip(join(clipsFolder, slateKey(own))) !== null
    if (!isMade && readClip(join(mediaDir, wish.channelId, LINK_NAME)) === null) {
      onReady(await make(wish.channelId, { ...own, title: '', picture: null }))
    }
  }

  async function make(channelId: ChannelId, spec: SlateClipSpec): Promise<SlateClip> {
    const folder = join(clipsFolder, slateKey(spec))
    const clip = readClip(folder) ?? (await encodeSlate(spec, folder, ending.signal))
    const link = join(mediaDir, channelId, LINK_NAME)
    symlinkSync(join('..', CLIPS_FOLDER, slateKey(spec)), `${link}.tmp`)
    renameSync(`${link}.tmp`, link)
    return clip
  }

  function enqueue(channelId: ChannelId, priority: number, work: () => Promise<void>): void {
    if (ending.signal.aborted) return
    void queue.add(work, { priority }).catch((error: unknown) => {
      rmSync(join(mediaDir, channelId, `${LINK_NAME}.tmp`), { force: true })
      if (ending.signal.aborted) return
      log.warn({ channelId, why: String(error) }, 'The slate cannot be made')
    })
  }

  return {
    prepare: (wish, onReady) => enqueue(wish.channelId, SOON, () => makeFirst(wish, onReady)),
    known: (channelId) => readClip(join(mediaDir, channelId, LINK_NAME)),
    prune() {
      if (queue.pending > 0) return
      const used = listFolder(mediaDir).map((name) => linkTarget(join(mediaDir, name, LINK_NAME)))
      for (const name of listFolder(clipsFolder)) {
        if (name === 'pictures' || used.includes(name)) continue
        rmSync(join(clipsFolder, name), { recursive: true, force: true })
      }
    },
    async close() {
      queue.clear()
      ending.abort()
      await queue.onIdle()
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
