import { afterEach, describe, expect, test } from 'vitest'
import { readChild, runChild } from '../stack/child.ts'
import { startHls } from './hls.ts'
import { startHttpTs } from './http-ts.ts'
import type { LiveSource } from './live-source.ts'
import { startRtmp } from './rtmp.ts'
import { startFfmpegRtmp } from './rtmp-ffmpeg.ts'
import { startRtsp } from './rtsp.ts'
import { startSrt } from './srt.ts'
import { startUdpTs } from './udp-ts.ts'

const open: LiveSource[] = []
const opened = <S extends LiveSource>(source: S): S => {
  open.push(source)
  return source
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()))
})

async function probe(url: string, ...options: string[]) {
  const entries = ['-show_entries', 'stream=codec_name,width,height', '-of', 'json']
  const quick = ['-probesize', '1M', '-analyzeduration', '1M']
  const args = ['-v', 'error', '-rw_timeout', '10000000', ...quick, ...options, ...entries, url]
  return JSON.parse((await readChild('ffprobe', args)).toString()).streams as {
    codec_name: string
    width?: number
  }[]
}

const codecs = async (url: string, ...options: string[]) =>
  (await probe(url, ...options)).map((stream) => stream.codec_name).sort()

describe('every live source carries H.264 and AAC', () => {
  test('HTTP-TS', async () => {
    expect(await codecs(opened(await startHttpTs()).url)).toEqual(['aac', 'h264'])
  })

  test('HLS', async () => {
    expect(await codecs(opened(await startHls()).url)).toEqual(['aac', 'h264'])
  })

  test('RTMP', async () => {
    expect(await codecs(opened(await startRtmp()).url)).toEqual(['aac', 'h264'])
  })

  test('RTMP from FFmpeg alone, for two clients at once', async () => {
    const { url } = opened(await startFfmpegRtmp({}))
    expect(await Promise.all([codecs(url), codecs(url)])).toEqual([
      ['aac', 'h264'],
      ['aac', 'h264'],
    ])
  })

  test('RTSP', async () => {
    const { url } = opened(await startRtsp())
    expect(await codecs(url, '-rtsp_transport', 'tcp')).toEqual(['aac', 'h264'])
  })

  test('SRT, for one caller after another', async () => {
    const { url } = opened(await startSrt())
    expect(await codecs(url)).toEqual(['aac', 'h264'])
    expect(await codecs(url)).toEqual(['aac', 'h264'])
  })

  test('UDP', async () => {
    expect(await codecs(opened(await startUdpTs()).url)).toEqual(['aac', 'h264'])
  })

  test('UDP multicast on the loopback interface', async () => {
    const { url } = opened(await startUdpTs({ address: '239.255.42.42' }))
    expect(await codecs(`${url}?localaddr=127.0.0.1`)).toEqual(['aac', 'h264'])
  })
})

test('a live source comes at the pace of a clock, after its burst', async () => {
  const { url } = opened(await startHttpTs())
  const startedAt = performance.now()
  await runChild('ffmpeg', [
    '-v',
    'error',
    '-analyzeduration',
    '1M',
    '-i',
    url,
    '-t',
    '5',
    '-c',
    'copy',
    '-f',
    'null',
    '-',
  ])
  expect(performance.now() - startedAt).toBeGreaterThan(1500)
})

test('a source asks for its password', async () => {
  const credentials = { user: 'feed', password: 'p@ss word' }
  const source = opened(await startHttpTs({ credentials }))
  expect((await fetch(source.url.replace(/\/\/.*@/, '//'))).status).toBe(401)
  expect(await codecs(source.url)).toEqual(['aac', 'h264'])
})

test('a source that went away refuses, and is back at the same address', async () => {
  const source = opened(await startHttpTs())
  await source.goAway()
  await expect(fetch(source.url)).rejects.toThrow()
  await source.comeBack()
  expect(await codecs(source.url)).toEqual(['aac', 'h264'])
})
