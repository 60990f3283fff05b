import { ENGLISH, renderMessage } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import { expect, test } from 'vitest'
import { whyFull } from './why-full.ts'

const SAMPLE = {
  ...{ coresPercent: [100, 98, 97, 100], memoryTotalBytes: 16e9, memoryUsedBytes: 15e9 },
  ...{ mediaTotalBytes: 8e9, mediaUsedBytes: 7.5e9, diskTotalBytes: 100e9, diskUsedBytes: 99e9 },
}
const CHANNELS = [
  { cpuPercent: 150, memoryBytes: 600e6 },
  { cpuPercent: 50, memoryBytes: 400e6 },
]

test.each([
  ['cpu', /^Channels take 2\.00 of 4 cores, everything else on the machine 1\.95\./],
  ['memory', /holds 1000 MB, everything else 14000 of 16000 MB\./],
  ['media', /^500 of 8000 MB are left\./],
  ['disk', /^1000 of 100000 MB are left\./],
] as const)(
  'of a full %s it is told who holds it or what is left, in both languages',
  (what, words) => {
    const { class: kind, code, params = {} } = whyFull(what, SAMPLE, CHANNELS)
    expect(kind).toBe('resource')
    expect(renderMessage(ENGLISH, { code, params })).toMatch(words)
    expect(renderMessage(TURKISH, { code, params })).toMatch(/(kaldı|ait olmayanı kapatın|silin)/)
  },
)
