import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { listenLocally } from './local-server.ts'
import { waitFor } from './wait-for.ts'

export type PlayerState = {
  /** Position of the picture, in seconds. */
  currentTime: number
  /** Seconds that moved on screen since the start of playing. */
  playedSeconds: number
  /** Times the picture stood still for want of data after it had begun. */
  stalls: number
  /** Seconds that the picture stood still after it had begun, looked at ten times a second. */
  stalledSeconds: number
  width: number
  height: number
  decodedFrames: number
  /** Errors of hls.js that it could not recover from by itself, and of the video element. */
  fatalErrors: string[]
  errors: string[]
}

export type Player = {
  state(): Promise<PlayerState>
  /** Waits until so many seconds were played; fatal errors reject at once. */
  untilPlayed(seconds: number, timeoutMs?: number): Promise<PlayerState>
  /** Heights of what it can choose from, as hls.js numbers them. */
  heights(): Promise<number[]>
  /** Names of the audio that it can choose from. */
  audios(): Promise<string[]>
  hear(audio: string): Promise<void>
  /** Names of the subtitles that it can choose from. */
  subtitles(): Promise<string[]>
  /** Shows those of that name. */
  read(subtitles: string): Promise<void>
  /** What is to be read now, and how far the picture is. */
  shown(): Promise<{ texts: string[]; currentTime: number }>
  /** Loads the rendition of that number from the next segment on; what is buffered is played before. */
  choose(level: number): Promise<void>
  close(): Promise<void>
}

/** Plays streams through hls.js on a page of another origin than the product, as a site of a third party would. */
export async function startPlayerSite(browser: Browser) {
  const library = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js')
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/hls.js'
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html')
    response.end(isLibrary ? readFileSync(library) : PAGE)
  })
  const local = await listenLocally(server)
  return {
    /** `segmentsBehind` the newest it plays. */
    play: async (streamUrl: string, segmentsBehind = 2): Promise<Player> => {
      const page = await browser.newPage()
      await page.addInitScript(`window.segmentsBehind = ${segmentsBehind}`)
      await page.goto(`http://127.0.0.1:${local.port}/#${streamUrl}`)
      const state = () => page.evaluate('player.state()') as Promise<PlayerState>
      return {
        state,
        untilPlayed: (seconds, timeoutMs = 30_000) => untilPlayed(state, seconds, timeoutMs),
        heights: () => page.evaluate('hls.levels.map(({ height }) => height)') as Promise<number[]>,
        audios: () => page.evaluate('hls.audioTracks.map(({ name }) => name)') as Promise<string[]>,
        hear: async (audio) => {
          await page.evaluate(
            `hls.audioTrack = hls.audioTracks.findIndex(({ name }) => name === ${JSON.stringify(audio)})`,
          )
        },
        subtitles: () =>
          page.evaluate('hls.subtitleTracks.map(({ name }) => name)') as Promise<string[]>,
        read: async (name) => {
          await page.evaluate(
            `hls.subtitleTrack = hls.subtitleTracks.findIndex(({ name }) => name === ${JSON.stringify(name)})`,
          )
        },
        shown: () => page.evaluate(SHOWN) as Promise<{ texts: string[]; currentTime: number }>,
        choose: async (level) => void (await page.evaluate(`hls.loadLevel = ${level}`)),
        close: () => page.close(),
      }
    },
    close: () => local.close(),
  }
}

const SHOWN = `({ currentTime: video.currentTime, texts: [...video.textTracks]
  .filter(({ mode }) => mode === 'showing').flatMap(({ activeCues }) => [...activeCues ?? []].map(({ text }) => text)) })`

async function untilPlayed(state: () => Promise<PlayerState>, seconds: number, timeoutMs: number) {
  let last: PlayerState | null = null
  const check = async () => {
    last = await state()
    return last.playedSeconds >= seconds || last.fatalErrors.length > 0
  }
  await waitFor(`${seconds} s of picture`, check, { timeoutMs }).catch((error) => {
    throw new Error(`${error}\n${JSON.stringify(last)}`)
  })
  const final = await state()
  if (final.fatalErrors.length > 0) throw new Error(`The player failed: ${JSON.stringify(final)}`)
  return final
}

const PAGE = `<!doctype html><title>Player</title>
<video id="video" muted autoplay playsinline width="160"></video>
<script src="/hls.js"></script>
<script>
const video = document.getElementById('video')
const errors = [], fatalErrors = []
let stalls = 0, stalledSeconds = 0, playedSeconds = 0, lastTime = null
const hls = new Hls({ liveSyncDurationCount: segmentsBehind, manifestLoadPolicy: { default: {
  maxTimeToFirstByteMs: 10000, maxLoadTimeMs: 20000,
  timeoutRetry: { maxNumRetry: 20, retryDelayMs: 500, maxRetryDelayMs: 500 },
  errorRetry: { maxNumRetry: 20, retryDelayMs: 500, maxRetryDelayMs: 500, shouldRetry: (policy, count) => count < 20 },
} } })
hls.on(Hls.Events.ERROR, (_, data) => {
  (data.fatal ? fatalErrors : errors).push(data.type + ' ' + data.details + ' ' + (data.response?.code ?? ''))
})
video.addEventListener('error', () => fatalErrors.push('video ' + video.error?.message))
video.addEventListener('waiting', () => { if (playedSeconds > 0) stalls++ })
video.addEventListener('timeupdate', () => {
  const step = lastTime === null ? 0 : video.currentTime - lastTime
  if (step > 0 && step < 2) playedSeconds += step
  lastTime = video.currentTime
})
let lookedAt = performance.now(), pictureAt = 0
setInterval(() => {
  const now = performance.now()
  if (playedSeconds > 0 && video.currentTime === pictureAt) stalledSeconds += (now - lookedAt) / 1000
  lookedAt = now
  pictureAt = video.currentTime
}, 100)
hls.loadSource(location.hash.slice(1))
hls.attachMedia(video)
window.player = { state: () => ({
  currentTime: video.currentTime, playedSeconds, stalls, stalledSeconds, width: video.videoWidth, height: video.videoHeight,
  decodedFrames: video.getVideoPlaybackQuality().totalVideoFrames, errors, fatalErrors,
}) }
</script>`
