import { readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import type { SlateClip } from '../domain/slate-clip.ts'
import { listFolder } from '../segments/retention.ts'
import { readClip } from './read-clip.ts'

/** Which clip is the slate of each channel, where an origin after this one finds it too. */
export type SlateLinks = {
  clipOf(channelId: ChannelId): SlateClip | null
  /** From now on it is the clip in the folder of that name. */
  lead(channelId: ChannelId, name: string): void
  /** Removes what a change that failed has left. */
  tidy(channelId: ChannelId): void
  /** Names of the clips that are some channel's. */
  used(): (string | null)[]
}

/** Beside the channel's own files: leads to the clip that fits what it shows. */
const LINK_NAME = 'slate'

/** `clipsFolder`: name of the folder of clips, below that of the channels. */
export function keepSlateLinks(mediaDir: string, clipsFolder: string): SlateLinks {
  const linkOf = (channelId: string) => join(mediaDir, channelId, LINK_NAME)
  const tidy = (channelId: ChannelId) => rmSync(`${linkOf(channelId)}.tmp`, { force: true })
  return {
    clipOf: (channelId) => readClip(linkOf(channelId)),
    lead(channelId, name) {
      const link = linkOf(channelId)
      tidy(channelId)
      symlinkSync(join('..', clipsFolder, name), `${link}.tmp`)
      renameSync(`${link}.tmp`, link)
    },
    tidy,
    used: () => listFolder(mediaDir).map((name) => linkTarget(linkOf(name))),
  }
}

function linkTarget(link: string): string | null {
  try {
    return basename(readlinkSync(link))
  } catch {
    return null
  }
}
