import { existsSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { readTracks } from './domain/audio/tables.ts'
import { type SlateClip, type SlateClipSpec, slateKey } from './domain/slate-clip.ts'
import type { SlateWish } from './domain/slate-wish.ts'
import { encodeSlate } from './encode-slate.ts'
import type { OriginLog } from './ports.ts'
import { readClip } from './read-clip.ts'
import { readHead } from './read-head.ts'
import { readRenditions } from './read-renditions.ts'
import { listFolder } from './retention.ts'

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
/** Tables come first. */
const HEAD_BYTES = 188 * 16
const CLIPS_FOLDER = '_slates'
/** Beside the channel's own files: leads to the clip that fits what it shows. */
const LINK_NAME = 'slate'

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
  /** The newest clip without a title of each form. */
  const standIns = new Map<string, SlateClip>()
  const stoodInFor = new Set<ChannelId>()
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
    const nice = hasClip(channelId) ? LEAST : USUAL
    const own = await specOf(wish, nice)
    enqueue(channelId, LATER, async () => onReady(await make(channelId, own, LEAST)))
    const isMade = readClip(join(clipsFolder, slateKey(own))) !== null
    if (isMade || (hasClip(channelId) && !stoodInFor.has(channelId))) return
    const clip = await make(channelId, { ...own, title: '', picture: null }, nice)
    if (form !== null) standIns.set(form, clip)
    onReady(clip)
  }

  async function make(channelId: ChannelId, spec: SlateClipSpec, nice: number): Promise<SlateClip> {
    const folder = join(clipsFolder, slateKey(spec))
    const clip =
      readClip(folder) ?? (await encodeSlate(spec, folder, { nice, signal: ending.signal }))
    lead(channelId, slateKey(spec))
    stoodInFor.delete(channelId)
    return clip
  }

  /** Has the channel's link lead to a clip. */
  function lead(channelId: ChannelId, name: string): void {
    const link = linkOf(channelId)
    rmSync(`${link}.tmp`, { force: true })
    symlinkSync(join('..', CLIPS_FOLDER, name), `${link}.tmp`)
    renameSync(`${link}.tmp`, link)
  }

  function standIn(channelId: ChannelId, form: string | null): SlateClip | null {
    const clip = form === null || hasClip(channelId) ? undefined : standIns.get(form)
    // It was pruned, or the folder of media was emptied.
    if (clip === undefined || readClip(clip.folder) === null) return null
    lead(channelId, basename(clip.folder))
    stoodInFor.add(channelId)
    return clip
  }

  const linkOf = (channelId: ChannelId) => join(mediaDir, channelId, LINK_NAME)
  const hasClip = (channelId: ChannelId) => readClip(linkOf(channelId)) !== null

  function enqueue(channelId: ChannelId, priority: number, work: () => Promise<void>): void {
    if (ending.signal.aborted) return
    void queue.add(work, { priority }).catch((error: unknown) => {
      rmSync(join(mediaDir, channelId, `${LINK_NAME}.tmp`), { force: true })
      if (ending.signal.aborted) return
      log.warn({ channelId, why: String(error) }, 'The slate cannot be made')
    })
  }

  return {
    prepare(wish, onReady) {
      const form = formOf(wish)
      const meanwhile = standIn(wish.channelId, form)
      if (meanwhile !== null) onReady(meanwhile)
      enqueue(wish.channelId, SOON, () => makeFirst(wish, form, onReady))
    },
    known: (channelId) => readClip(linkOf(channelId)),
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

/**
 * What clips have in common that can stand in for each other: players take another size behind a
 * discontinuity, but no track more or less, no longer segments and no other playlists. Null where it
 * cannot be told.
 */
function formOf({ language, segmentSeconds, segments }: ClipWish): string | null {
  const [first] = segments
  const isLadder = segments.length > 1 || first?.rendition !== null
  const tracks = isLadder || !first ? null : readTracks(readHead(first.path, HEAD_BYTES))
  if (!isLadder && tracks === null) return null
  const names = segments.map(({ rendition }) => rendition)
  return JSON.stringify([language, segmentSeconds, names, tracks?.audio != null])
}

function linkTarget(link: string): string | null {
  try {
    return basename(readlinkSync(link))
  } catch {
    return null
  }
}
