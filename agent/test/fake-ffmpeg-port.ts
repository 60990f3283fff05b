import { fileURLToPath } from 'node:url'
import { classifyExit } from '../src/domain/failures/classify-exit.ts'
import { fingerprint } from '../src/domain/plan-ffmpeg/fingerprint.ts'
import { openLogFile, rawLogTail } from '../src/ffmpeg/log-file.ts'
import { readRunOutput } from '../src/ffmpeg/run-output.ts'
import { openRunSight } from '../src/ffmpeg/run-sight.ts'
import type { Ffmpeg } from '../src/ports.ts'

const PROGRAM = fileURLToPath(new URL('./fake-ffmpeg.mjs', import.meta.url))

/** The supervisor's port with a small program instead of FFmpeg; a source's query steers it. */
export function fakeFfmpeg(overrides: Partial<Ffmpeg> = {}): Ffmpeg {
  return {
    program: () => ({ file: process.execPath, env: { PATH: process.env.PATH } }),
    plan({ source, runDir, progressUrl }) {
      const query = source.url.split('?')[1] ?? ''
      const args = [PROGRAM, `${runDir}/index.m3u8`, progressUrl, query]
      return { args, command: args.join(' ') }
    },
    fingerprint,
    checkSource: async () => null,
    hearSource: async () => undefined,
    probe: async () => ({
      ok: false,
      reason: { class: 'network', code: 'unreachable', message: 'There is nothing.' },
      tookMs: 0,
    }),
    glance: async () => null,
    knownTrouble: () => null,
    rememberedFacts: () => null,
    isKnown: () => false,
    remember: () => {},
    prepareLogo: async (file) => ({ file, exactSize: false }),
    prepareLayer: async () => ({ file: '/layer.png', exactSize: true, height: 0 }),
    classifyExit,
    ladderOf: () => null,
    readOutput: readRunOutput,
    openLog: (file) => openLogFile(file),
    sampleSegments: async (files) => files.map(() => null),
    sampleSource: async () => null,
    recordSource: async () => false,
    measureQuality: async () => null,
    openSight: openRunSight,
    rawLogTail,
    ...overrides,
  }
}
