import { expect, it } from 'vitest'
import { ffmpegLacks } from './ffmpeg-lacks.ts'

const ALL = ['azmq', 'drawtext', 'tonemap', 'zscale', 'scale']
const of = (filters: string[], ffmpegProblem: string | null = null) =>
  ffmpegLacks({ ffmpegProblem, filters })

it('says what an FFmpeg leaves undone, of the filters that it takes', () => {
  expect(of(ALL)).toEqual([])
  expect(of(ALL.filter((name) => name !== 'azmq'))).toEqual(['loudness'])
  expect(of(ALL.filter((name) => name !== 'zscale'))).toEqual(['highDynamicRange'])
  expect(of([])).toEqual(['loudness', 'text', 'highDynamicRange'])
})

it('says nothing of a host whose FFmpeg cannot be run', () => {
  expect(of([], 'FFmpeg is not installed on this host.')).toEqual([])
})
