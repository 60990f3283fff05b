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
  /**
   * Has the clip made in the background, unless it is there; calls back when it can be used, before
   * that perhaps with one that can be used meanwhile.
   */
  prepare(wish: ClipWish, onReady: (clip: SlateClip) => void): void
  /** The clip that was last made ready for a channel, also by an earlier origin. */
  known(channelId: ChannelId): SlateClip | null
  /** Removes clips that no channel uses. */
  prune(): void
}

type Task = () => Promise<void>

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
  const queue: { soon: Task[]; later: Task[] } = { soon: [], later: [] }
  let working = false

  async function specOf(wish: ClipWish): Promise<SlateClipSpec> {
    const { channelId: _channel, segment, picture, ...rest } = wish
    const file = picture === null ? null : join(clipsFolder, 'pictures', picture)
    const isThere = file !== null && existsSync(file)
    return {
      ...rest,
      profile: await readProfile(segment),
      picture: file !== null && picture !== null && isThere ? { file, sha256: picture } : null,
    }
  }

  async function makeFirst(wish: ClipWish, onReady: (clip: SlateClip) => void): Promise<void> {
    const own = await specOf(wish)
    queue.later.push(task(wish.channelId, async () => onReady(await make(wish.channelId, own))))
    const isMade = readClip(join(clipsFolder, slateKey(own))) !== null
    if (!isMade && readClip(join(mediaDir, wish.channelId, LINK_NAME)) === null) {
      onReady(await make(wish.channelId, { ...own, title: '', picture: null }))
    }
  }

  async function make(channelId: ChannelId, spec: SlateClipSpec): Promise<SlateClip> {
    const folder = join(clipsFolder, slateKey(spec))
    const clip = readClip(folder) ?? (await encodeSlate(spec, folder))
    const link = join(mediaDir, channelId, LINK_NAME)
    symlinkSync(join('..', CLIPS_FOLDER, slateKey(spec)), `${link}.tmp`)
    renameSync(`${link}.tmp`, link)
    return clip
  }

  function task(channelId: ChannelId, work: () => Promise<void>): Task {
    return () =>
      work().catch((error) => {
        rmSync(join(mediaDir, channelId, `${LINK_NAME}.tmp`), { force: true })
        log.warn({ channelId, why: String(error) }, 'The slate cannot be made')
      })
  }

  async function workOn(): Promise<void> {
    working = true
    for (let next = take(); next !== undefined; next = take()) await next()
    working = false
  }

  const take = () => queue.soon.shift() ?? queue.later.shift()

  return {
    prepare(wish, onReady) {
      queue.soon.push(task(wish.channelId, () => makeFirst(wish, onReady)))
      if (!working) void workOn()
    },
    known: (channelId) => readClip(join(mediaDir, channelId, LINK_NAME)),
    prune() {
      if (working) return
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
