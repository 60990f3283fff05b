import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET, Capabilities } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { calibrate } from './calibrate.ts'
import { calibrationTasks, loadCalibrations, saveCalibrations } from './calibration-store.ts'
import { readCapabilities } from './capabilities.ts'
import { ffmpegAbilities } from './ffmpeg-abilities.ts'
import { howFfmpegIsHeld } from './how-ffmpeg-is-held.ts'

it('says what this host can do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'capabilities-'))
  const found = await readCapabilities({
    agentVersion: '2.0.0',
    mediaDir: folder,
    playbackBaseUrl: null,
    originUrl: null,
    calibrations: [],
    cgroup: 'none',
    userOfRuns: { uid: 1, gid: 1, groups: [] },
    askGpu: async () => [],
  })
  await rm(folder, { recursive: true })
  expect(Capabilities.safeParse(found).success).toBe(true)
  expect(found.ffmpegProblem).toBeNull()
  expect(found.encoders).toContain('libx264')
  expect(found.filters).toEqual(expect.arrayContaining(['overlay', 'bwdif', 'testsrc2']))
  expect(found.protocols).toEqual(expect.arrayContaining(['http', 'rtmp', 'udp']))
  expect(found.media.totalBytes).toBeGreaterThan(0)
  expect(found.readable).toEqual(expect.arrayContaining(['eng', 'tur']))
  expect(found.unheld).toEqual([])
})

it('says what to do where FFmpeg or its tools are missing', async () => {
  const none = await ffmpegAbilities({ ffmpeg: '/nonexistent/ffmpeg', ffprobe: 'ffprobe' })
  expect(none.ffmpegVersion).toBeNull()
  expect(none.ffmpegProblem).toMatch(/not installed.*apt install ffmpeg/)
  expect(none.ffmpegReason).toMatchObject({ code: 'ffmpeg-none', message: none.ffmpegProblem })
  const half = await ffmpegAbilities({ ffmpeg: 'ffmpeg', ffprobe: '/nonexistent/ffprobe' })
  expect(half.ffmpegProblem).toMatch(/ffprobe cannot be started/)
})

it.each([
  ['is too old', 'ffmpeg version 4.4.1 of before', 'ffmpeg-old', { version: '4.4.1' }],
  ['lacks what every channel needs', 'ffmpeg version 6.1', 'ffmpeg-without', {}],
])('says what is wrong with an FFmpeg that %s', async (_what, version, code, params) => {
  const folder = await mkdtemp(join(tmpdir(), 'poor-'))
  const file = join(folder, 'ffmpeg')
  await writeFile(file, `#!/bin/sh\necho '${version}'\n`, { mode: 0o755 })
  const { ffmpegReason } = await ffmpegAbilities({ ffmpeg: file, ffprobe: 'ffprobe' })
  await rm(folder, { recursive: true })
  expect(ffmpegReason).toMatchObject({ code, params })
  if (code === 'ffmpeg-without') {
    expect(ffmpegReason?.message).toMatch(/without libx264, aac, mjpeg, overlay.*apt install/)
  }
})

it('sees that an FFmpeg does not load the library that holds it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unheld-'))
  const file = join(folder, 'ffmpeg')
  await writeFile(file, '#!/bin/sh\nexec env -u LD_PRELOAD ffmpeg "$@"\n', { mode: 0o755 })
  const isRoot = process.getuid?.() === 0
  const user = { uid: 1, gid: 1, groups: [] }
  expect(await howFfmpegIsHeld(user, file)).toEqual(['connections', 'arguments', 'files'])
  expect(await howFfmpegIsHeld(null)).toEqual(isRoot ? ['user'] : [])
  await rm(folder, { recursive: true })
})

it('measures a preset by its real command, and remembers it for this FFmpeg only', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'calibrate-'))
  const task = {
    presetId: 'broadcast',
    encoding: BROADCAST_PRESET,
    width: 128,
    height: 96,
    framesPerSecond: 10,
  }
  const options = { tasks: [task], capabilities: { filters: [] }, workDir }
  const found = await calibrate({ ...options, isIdle: () => true })
  expect(found).toHaveLength(1)
  expect(found[0]?.cpuSecondsPerSecond).toBeGreaterThan(0)
  expect(found[0]?.speed).toBeGreaterThan(1)
  expect(await calibrate({ ...options, isIdle: () => false })).toEqual([])
  const file = join(workDir, 'calibrations.json')
  saveCalibrations(file, '5.1', found)
  expect(loadCalibrations(file, '5.1')).toEqual(found)
  expect(loadCalibrations(file, '6.0')).toEqual([])
  expect(calibrationTasks([])).toHaveLength(4)
  await rm(workDir, { recursive: true })
})
