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
  shown(): Promise<Shown>
  /** Loads the rendition of that number from the next segment on; what is buffered is played before. */
  choose(level: number): Promise<void>
  close(): Promise<void>
}

type Shown = { texts: string[]; currentTime: number }

type OtherPlayer = Pick<Player, 'state' | 'untilPlayed' | 'shown' | 'close'> & {
  /** Shows the first of the subtitles that it can choose from. */
  readFirst(): Promise<void>
}

/** Plays streams on a page of another origin than the product, as a site of a third party would. */
export async function startPlayerSite(browser: Browser) {
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    const library = libraryOf(name)
    const isScript = name.endsWith('.script')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    if (library === null) response.writeHead(404).end()
    else response.end(isScript ? readFileSync(library.file) : pageWith(name, library.begin))
  })
  const local = await listenLocally(server)

  async function open(library: LibraryName, streamUrl: string, segmentsBehind: number) {
    const page = await browser.newPage()
    await page.addInitScript(`window.segmentsBehind = ${segmentsBehind}`)
    await page.goto(`http://127.0.0.1:${local.port}/${library}#${streamUrl}`)
    const state = () => page.evaluate('player.state()') as Promise<PlayerState>
    const played = (seconds: number, timeoutMs = 30_000) => untilPlayed(state, seconds, timeoutMs)
    return { page, state, untilPlayed: played, close: () => page.close() }
  }

  return {
    /** Another player than hls.js, which starts where it likes to. */
    playBy: async (library: LibraryName, streamUrl: string): Promise<OtherPlayer> => {
      const opened = await open(library, streamUrl, 2)
      const { page } = opened
      return {
        ...opened,
        readFirst: async () => void (await page.evaluate('readFirst()')),
        shown: () => page.evaluate(SHOWN) as Promise<Shown>,
      }
    },
    /** By hls.js, `segmentsBehind` the newest. */
    play: async (streamUrl: string, segmentsBehind = 2): Promise<Player> => {
      const opened = await open('hls.js', streamUrl, segmentsBehind)
      const { page, state } = opened
      return {
        state,
        untilPlayed: opened.untilPlayed,
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
        shown: () => page.evaluate(SHOWN) as Promise<Shown>,
        choose: async (level) => void (await page.evaluate(`hls.loadLevel = ${level}`)),
        close: opened.close,
      }
    },
    close: () => local.close(),
  }
}

export type LibraryName = keyof typeof LIBRARIES

function libraryOf(name: string): { file: string; begin: string } | null {
  return Object.entries(LIBRARIES).find(([own]) => name.startsWith(own))?.[1] ?? null
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

/** `begin` plays the address in the hash of the page with `video`, and tells of errors. */
const pageWith = (library: string, begin: string) => `<!doctype html><title>Player</title>
<video id="video" muted autoplay playsinline width="160"></video>
<script src="/${library}.script"></script>
<script>
const video = document.getElementById('video')
const errors = [], fatalErrors = []
let stalls = 0, stalledSeconds = 0, playedSeconds = 0, lastTime = null
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
const address = location.hash.slice(1)
${begin}
window.player = { state: () => ({
  currentTime: video.currentTime, playedSeconds, stalls, stalledSeconds, width: video.videoWidth, height: video.videoHeight,
  decodedFrames: video.getVideoPlaybackQuality().totalVideoFrames, errors, fatalErrors,
}) }
</script>`

const HLS_JS = `const hls = new Hls({ liveSyncDurationCount: segmentsBehind, manifestLoadPolicy: { default: {
  maxTimeToFirstByteMs: 10000, maxLoadTimeMs: 20000,
  timeoutRetry: { maxNumRetry: 20, retryDelayMs: 500, maxRetryDelayMs: 500 },
  errorRetry: { maxNumRetry: 20, retryDelayMs: 500, maxRetryDelayMs: 500, shouldRetry: (policy, count) => count < 20 },
} } })
hls.on(Hls.Events.ERROR, (_, data) => {
  (data.fatal ? fatalErrors : errors).push(data.type + ' ' + data.details + ' ' + (data.response?.code ?? ''))
})
const readFirst = () => { hls.subtitleTrack = 0 }
hls.loadSource(address)
hls.attachMedia(video)`

const DASH_JS = `const dash = dashjs.MediaPlayer().create()
dash.on('error', ({ error }) => fatalErrors.push('dash.js ' + error.code + ' ' + error.message))
const readFirst = () => dash.setTextTrack(0)
dash.initialize(video, address, true)`

const SHAKA = `const shakaPlayer = new shaka.Player()
const failed = (error) => {
  const text = 'Shaka ' + (error.code ?? error.stack) + ' ' + (error.data ?? '')
  // It tries again many times a second.
  if (!errors.includes(text)) (error.severity === 2 ? fatalErrors : errors).push(text)
}
const readFirst = () => {
  shakaPlayer.selectTextTrack(shakaPlayer.getTextTracks()[0])
  shakaPlayer.setTextTrackVisibility(true)
}
shakaPlayer.addEventListener('error', ({ detail }) => failed(detail))
shakaPlayer.attach(video).then(() => shakaPlayer.load(address)).catch(failed)`

const require = createRequire(import.meta.url)

/** Players as sites have them, and how each is begun. */
const LIBRARIES = {
  'hls.js': { file: require.resolve('hls.js/dist/hls.min.js'), begin: HLS_JS },
  'dash.js': { file: require.resolve('dashjs'), begin: DASH_JS },
  shaka: { file: require.resolve('shaka-player'), begin: SHAKA },
}
