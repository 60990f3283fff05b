import type { Reason } from '@cashbacktv/contract'
import { LOOK_REASONS } from '../domain/source-look/look-reasons.ts'
import {
  MOST_VARIANTS,
  type PlaylistFacts,
  readPlaylist,
} from '../domain/source-look/read-playlist.ts'
import type { Survey } from '../domain/source-look/survey-stream.ts'
import type { ReachableSource } from './check-source.ts'
import { type LookDepth, lookAtStart, type StartLook } from './look-at-start.ts'
import { readStart } from './read-start.ts'

type Media = Extract<PlaylistFacts, { kind: 'media' }>

export type PlaylistLook =
  | { kind: 'refused'; reason: Reason }
  /** `mark` stays the same while nothing new comes. `survey` is of one segment, null when it is not one. */
  | { kind: 'read'; mark: string; overSeconds: number | null; survey: Survey | null }

export type PlaylistOptions = {
  depth: LookDepth
  deadline: number
  signal?: AbortSignal | undefined
  /** Why an address that the playlist leads to may not be opened; null when it may. */
  admit(href: string): Promise<Reason | null>
}

const PLAYLIST_BYTES = 2_000_000

/** What an HLS playlist leads to: its best variant, and one segment of that. */
export async function lookAtPlaylist(
  source: ReachableSource,
  text: string,
  options: PlaylistOptions,
): Promise<PlaylistLook> {
  const facts = readPlaylist(text)
  if (facts.encryption === 'unplayable') return refused(LOOK_REASONS.encrypted)
  if (facts.kind === 'media') return lookAtMedia(source, facts, options)
  if (facts.variants.length > MOST_VARIANTS) return refused(LOOK_REASONS.playlistTooLarge)
  const best = facts.variants.toSorted((a, b) => b.bandwidth - a.bandwidth)[0]
  const inner = best && resolve(best.uri, source)
  if (!inner) return refused(LOOK_REASONS.playlistEmpty)
  const refusal = await options.admit(inner.url)
  if (refusal !== null) return { kind: 'refused', reason: refusal }
  const innerText = await textOf(inner, options)
  if (innerText === '') return refused(LOOK_REASONS.noPackets)
  const found = readPlaylist(innerText)
  // A variant is a media playlist (RFC 8216, 4.3.4.2): FFmpeg would take in every further list unseen.
  if (found.kind === 'master') return refused(LOOK_REASONS.playlistNested)
  if (found.encryption === 'unplayable') return refused(LOOK_REASONS.encrypted)
  return lookAtMedia(inner, found, options)
}

async function lookAtMedia(
  source: ReachableSource,
  media: Media,
  options: PlaylistOptions,
): Promise<PlaylistLook> {
  const { segments, sequence, isOver, seconds, map, encryption } = media
  if (segments.length === 0) return refused(LOOK_REASONS.playlistEmpty)
  const mark = `${sequence} ${segments.at(-1)}`
  const known = { kind: 'read', mark, overSeconds: isOver ? seconds : null, survey: null } as const
  if (encryption === 'playable') return known
  // The newest may not be there yet, and the oldest no more.
  const tried = map === null ? segments.slice(-2).reverse() : [map]
  for (const uri of tried) {
    const look = await lookAtSegment(resolve(uri, source), options)
    if (look === 'missing') continue
    if (look === null || look.kind === 'read') return { ...known, survey: look?.survey ?? null }
    return look
  }
  return refused(LOOK_REASONS.segmentsMissing)
}

/** Null where nothing is to be said of it. */
async function lookAtSegment(
  source: ReachableSource | null,
  options: PlaylistOptions,
): Promise<StartLook | 'missing' | null> {
  if (source === null) return null
  const refusal = await options.admit(source.url)
  if (refusal !== null) return { kind: 'refused', reason: refusal }
  const { depth, signal } = options
  const look = await lookAtStart(source, { depth, timeoutMs: leftOf(options), signal })
  if (look.kind === 'read') return look
  if (MISSING.includes(look.reason.code)) return 'missing'
  return isOfSource(look.reason) ? look : null
}

const MISSING = ['not-found', 'gone', 'empty-answer']

/** What is wrong with one short segment of a variant is not always wrong with the source. */
function isOfSource({ code }: Reason): boolean {
  return ['scrambled', 'encrypted', 'web-page', 'text-answer'].includes(code)
}

async function textOf(source: ReachableSource, options: PlaylistOptions): Promise<string> {
  const enough = () => false
  const limits = {
    timeoutMs: leftOf(options),
    maxBytes: PLAYLIST_BYTES,
    signal: options.signal,
    enough,
  }
  return (await readStart(source, limits)).bytes.toString('utf8')
}

/** Each reading has the time that a crowded host needs to begin it. */
const LEAST_MS = 2000

function leftOf({ deadline }: PlaylistOptions): number {
  return Math.max(LEAST_MS, deadline - Date.now())
}

/** What a playlist names is asked for as the playlist is, in the way of FFmpeg. */
function resolve(uri: string, source: ReachableSource): ReachableSource | null {
  if (!URL.canParse(uri, source.url)) return null
  return { ...source, url: new URL(uri, source.url).href }
}

function refused(reason: Reason): PlaylistLook {
  return { kind: 'refused', reason }
}
