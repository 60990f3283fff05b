import { ENGLISH, renderMessage } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import { expect, test } from 'vitest'
import { whyFull } from './why-full.ts'

const SAMPLE = {
  coresPercent: [100, 98, 97, 100],
  memoryTotalBytes: 16e9,
  memoryUsedBytes: 15e9,
  mediaTotalBytes: 8e9,
  mediaUsedBytes: 7.5e9,
  diskTotalBytes: 100e9,
  diskUsedBytes: 99e9,
}
const CHANNELS = [
  { cpuPercent: 150, memoryBytes: 600e6 },
  { cpuPercent: 50, memoryBytes: 400e6 },
]

test.each([
  ['cpu', /^Channels take 2\.00 of 4 cores, everything else on the machine 1\.95\./],
  ['memory', /holds 1\.0 GB, everything else 14\.0 of 16\.0 GB\./],
  ['media', /^0\.5 of 8\.0 GB are left\./],
  ['disk', /^1\.0 of 100\.0 GB are left\./],
] as const)(
  'of a full %s it is told who holds it or what is left, in both languages',
  (what, words) => {
    const { class: kind, code, params = {} } = whyFull(what, SAMPLE, CHANNELS)
    expect(kind).toBe('resource')
    expect(renderMessage(ENGLISH, { code, params })).toMatch(words)
    expect(renderMessage(TURKISH, { code, params })).toMatch(/(kaldı|ait olmayanı kapatın|silin)/)
  },
)
