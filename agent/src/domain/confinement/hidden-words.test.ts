import { expect, it } from 'vitest'
import { planHlsPush, readHlsPush } from '../hls-push/plan-hls-push.ts'
import { inputArguments } from '../plan-ffmpeg/input-arguments.ts'
import { planRestream } from '../restreams/plan-restream.ts'
import { hideWords, placeOf, wordsInARow } from './hidden-words.ts'

const S = 'Zq5ecret'
const known = { container: null, bitrateKbps: null, patient: false, hlsOptions: [] }

it.each([
  `http://${S}:${S}@tv.example:8080/${S}/${S}.ts?${S}=${S}`,
  `https://tv.example/${S}/live.m3u8?token=${S}#${S}`,
  `rtmp://${S}:${S}@tv.example/live/${S}`,
  `rtmps://tv.example/live/${S}`,
  `rtsp://${S}:${S}@tv.example/${S}`,
  `rtsps://tv.example/${S}`,
  `srt://tv.example:9000?passphrase=${S}${S}&streamid=${S}`,
  `udp://127.0.0.1:5000?sources=${S}`,
  `rtp://239.1.1.1:5000?sources=${S}`,
])('shows nothing of a source: %s', (url) => {
  const headers = [{ name: 'Authorization', value: S }]
  const args = inputArguments({ url, userAgent: S, referer: S, headers }, known)
  expect(args.join(' ')).toContain(S)
  const { args: shown } = hideWords(args)
  expect(shown.join(' ')).not.toContain(S)
})

it.each([
  `rtmp://tv.example/live/${S}`,
  `rtmps://${S}@tv.example/live/${S}`,
  `srt://tv.example:9000?passphrase=${S}${S}&streamid=${S}`,
  `udp://239.1.1.1:5000?localaddr=10.0.0.1&key=${S}`,
])('shows nothing of a destination: %s', (url) => {
  const playlist = `http://127.0.0.1:8090/streams/one/index.m3u8?token=${S}`
  const progressUrl = 'udp://127.0.0.1:4000?localaddr=127.64.0.2'
  const restream = { url, muxrateKbps: 0 }
  const plan = { restream, playlist, agent: S, progressUrl, hasAnyAudio: false }
  const args = planRestream(plan)
  expect(args.join(' ')).toContain(S)
  expect(hideWords(args).args.join(' ')).not.toContain(S)
})

it.each([
  `https://${S}:${S}@tv.example/${S}/${S}.m3u8?token=${S}`,
  `https://tv.example/upload?cid=${S}&file=`,
])('shows nothing of where HLS is pushed to: %s', (url) => {
  const playlist = `http://127.0.0.1:8090/streams/one/index.m3u8?token=${S}`
  const progressUrl = 'udp://127.0.0.1:4000?localaddr=127.64.0.2'
  const push = { url, playlist, agent: S, progressUrl, method: 'post', deletesOld: true } as const
  const args = planHlsPush(push)
  expect(readHlsPush(args)).toEqual(push)
  expect(hideWords(args).args.join(' ')).not.toContain(S)
  expect(hideWords(args).args).toContain(progressUrl)
})

it('shows all that a run is known by: its folder, and where it tells its progress', () => {
  const told = 'udp://127.0.0.1:4000?localaddr=127.64.0.2'
  const args = [
    ...['-progress', told, '-f', 'hls', '/media/runs/one/index.m3u8'],
    ...['-f', 'framecrc', `${told}&pkt_size=4000`, '-f', 'lavfi', '-i', 'testsrc2=size=320x180'],
  ]
  expect(hideWords(args)).toEqual({ args, words: [] })
})

it('puts every word in its place again', () => {
  const args = ['-headers', 'a: b\r\n', '-i', 'http://one', placeOf(7), '-user_agent', '']
  const { args: shown, words } = hideWords(args)
  const told = wordsInARow(words).toString().split('\0').slice(0, -1)
  const whole = shown.map((word) => {
    const number = /^hidden-word:(\d+)$/.exec(word)?.[1]
    return number === undefined ? word : told[Number(number) - 1]
  })
  expect(whole).toEqual(args)
})
