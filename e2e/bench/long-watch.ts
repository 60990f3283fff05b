import { setTimeout as delay } from 'node:timers/promises'
import { auditPlaylist } from '../auditor/audit-playlist.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import { endOldest } from '../stack/ffmpeg-processes.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import type { Figure, Measurement } from './figure.ts'

const SWITCHES = 6
/** After these of the switches the source is away, too. */
const AWAY_AFTER = [2, 4]
const LADDER = [
  { name: 'main', height: 360 },
  { name: '180p', height: 180 },
]
/** Its pictures are those to seek by. */
const SMALLEST = '180p'
const LISTS = ['main', '180p', 'audio', 'cmaf/main', 'cmaf/180p', 'cmaf/audio']
const SLOW = { timeoutMs: 90_000 }

/**
 * A long time under the eyes of a checker of RFC 8216 and of Apple's authoring rules. Nothing of `npm run
 * bench` unless it is asked for: it takes as many minutes as it is told, an hour otherwise.
 */
export const longWatch = (minutes = 60): Measurement => ({
  name: 'long-watch',
  about: `${LISTS.length} playlists of a ladder held to the rules for ${minutes} min, with ${SWITCHES} killed FFmpegs and ${AWAY_AFTER.length} slates (BENCH_WATCH_MINUTES)`,
  isOnDemand: true,
  measure: () => watch(minutes),
})

async function watch(minutes: number): Promise<Figure[]> {
  const [stack, source] = await Promise.all([
    startStack(),
    startHttpTs({ width: 640, height: 360, bitrateKbps: 1200 }),
  ])
  const ended = new AbortController()
  try {
    const address = await onAir(stack, source.url)
    const audits = LISTS.map((name) =>
      auditPlaylist({
        url: address.replace('index', name),
        signal: ended.signal,
        hasPictures: name === SMALLEST,
      }),
    )
    const pause = (minutes * 60_000) / (SWITCHES + 1)
    let slates = 0
    for (let at = 1; at <= SWITCHES; at++) {
      await delay(pause)
      endOldest(stack.mediaDir)
      if (!AWAY_AFTER.includes(at)) continue
      await source.goAway()
      await waitFor('the slate', async () => /slate000-/.test(await read(address)), SLOW)
      slates++
      await source.comeBack()
      await waitFor(
        'the source',
        async () => /slate000-[\s\S]*\n#EXT-X-DISC/.test(await read(address)),
        SLOW,
      )
    }
    await delay(pause)
    ended.abort()
    const found = await Promise.all(audits)
    const violations = found.flatMap((audit) => audit.violations)
    for (const { rule, at, detail } of violations.slice(0, 20)) {
      console.log(`${new Date(at).toISOString()} ${rule} ${detail}`)
    }
    const segments = found.reduce((sum, audit) => sum + audit.segments, 0)
    const note = `${found.reduce((sum, { polls }) => sum + polls, 0)} playlists and ${segments} segments read, ${slates} slates`
    return [{ what: 'rules broken', value: violations.length, unit: '', bar: { atMost: 0 }, note }]
  } finally {
    ended.abort()
    await stack.stop()
    await source.close()
  }
}

async function onAir(stack: Stack, url: string): Promise<string> {
  const output = { renditions: LADDER }
  const running = await stack.api.putOnAir({ name: 'Watched', sources: [{ url }], output })
  const listed = async () => (await read(running.playbackUrl)).match(/#EXTINF/g)?.length ?? 0
  await waitFor('six segments', async () => (await listed()) >= 6, SLOW)
  return running.playbackUrl
}

async function read(address: string): Promise<string> {
  return (await fetch(address.replace('index', 'audio'))).text()
}
