import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { type SlateClip, type SlateClipSpec, slateKey } from '../domain/slate-clip.ts'
import type { SlateWish } from '../domain/slate-wish.ts'
import type { OriginLog } from '../ports.ts'
import { listFolder } from '../segments/retention.ts'
import { encodeSlate } from './encode-slate.ts'
import { readClip } from './read-clip.ts'
import { readRenditions } from './read-renditions.ts'
import { keepSlateLinks } from './slate-links.ts'
import { formOf, keepStandIns } from './stand-in-clips.ts'

/** The paths of its live segments are whole. */
export type ClipWish = SlateWish & { channelId: ChannelId }

export type SlateClips = {
  /**
   * Has the clip made in the background, unless it is there; calls back when it can be used, before
   * that, perhaps at once, with others that can be used meanwhile.
   */
  prepare(wish: ClipWish, onReady: (clip: SlateClip) => void): void
  /** The clip that was last made ready for a channel, also by an earlier origin. */
  known(channelId: ChannelId): SlateClip | null
  /** Removes clips that no channel uses. */
  prune(): void
  /** Ends what is being made, half of which is removed, and makes no more. */
  close(): Promise<void>
}

type OnReady = (clip: SlateClip) => void

/** As `nice` takes them. */
const [USUAL, LEAST] = [0, 15]
/** Of two that wait the higher one comes first. */
const [SOON, LATER] = [1, 0]
const CLIPS_FOLDER = '_slates'

/**
 * Clips are encoded one at a time and at low priority, and kept for every channel they fit. The one
 * without a title comes first: a single one for all channels of a shape, so that many that lose their
 * source soon after a start all have a slate, and their own follow. Until the shape of a channel is
 * known, which on a host that starts all of its channels takes half a minute, one of another shape
 * stands in. The very first, of which nothing can stand in, does not give way to encoders.
 */
export function keepSlateClips(mediaDir: string, log: OriginLog): SlateClips {
  const clipsFolder = join(mediaDir, CLIPS_FOLDER)
  const queue = new PQueue({ concurrency: 1 })
  const links = keepSlateLinks(mediaDir, CLIPS_FOLDER)
  const standIns = keepStandIns(links)
  const ending = new AbortController()

  async function specOf(wish: ClipWish, nice: number): Promise<SlateClipSpec> {
    const { channelId: _channel, segments, picture, ...rest } = wish
    const file = picture === null ? null : join(clipsFolder, 'pictures', picture)
    const isThere = file !== null && existsSync(file)
    return {
      ...rest,
      renditions: await readRenditions(segments, nice),
      picture: file !== null && picture !== null && isThere ? { file, sha256: picture } : null,
    }
  }

  async function makeFirst(wish: ClipWish, form: string | null, onReady: OnReady): Promise<void> {
    const { channelId } = wish
    const hasClip = links.clipOf(channelId) !== null
    const nice = hasClip ? LEAST : USUAL
    const own = await specOf(wish, nice)
    enqueue(channelId, LATER, async () => onReady(await make(channelId, own, LEAST)))
    const isMade = readClip(join(clipsFolder, slateKey(own))) !== null
    if (isMade || (hasClip && !standIns.isFor(channelId))) return
    const clip = await make(channelId, { ...own, title: '', picture: null }, nice)
    standIns.offer(form, clip)
    onReady(clip)
  }

  async function make(channelId: ChannelId, spec: SlateClipSpec, nice: number): Promise<SlateClip> {
    const folder = join(clipsFolder, slateKey(spec))
    const clip =
      readClip(folder) ?? (await encodeSlate(spec, folder, { nice, signal: ending.signal }))
    links.lead(channelId, slateKey(spec))
    standIns.relieve(channelId)
    return clip
  }

  function enqueue(channelId: ChannelId, priority: number, work: () => Promise<void>): void {
    if (ending.signal.aborted) return
    void queue.add(work, { priority }).catch((error: unknown) => {
      links.tidy(channelId)
      if (ending.signal.aborted) return
      log.warn({ channelId, why: String(error) }, 'The slate cannot be made')
    })
  }

  return {
    prepare(wish, onReady) {
      const form = formOf(wish)
      const meanwhile = standIns.standInFor(wish.channelId, form)
      if (meanwhile !== null) onReady(meanwhile)
      enqueue(wish.channelId, SOON, () => makeFirst(wish, form, onReady))
    },
    known: links.clipOf,
    prune() {
      if (queue.pending > 0) return
      const used = links.used()
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
