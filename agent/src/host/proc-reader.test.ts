import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpuMs } from '@cashbacktv/contract/noisy-machine'
import { expect, it } from 'vitest'
import { createProcReader } from './proc-reader.ts'

it('reads a running process, and its CPU since the last look', () => {
  const reader = createProcReader()
  const first = reader.sweep([process.pid], 1000).get(process.pid)
  const begun = process.cpuUsage()
  const spentMs = () => cpuMs(begun)
  while (spentMs() < 100) Math.sqrt(spentMs())
  // However long that took on a busy machine, the reader is told that it was 200 ms.
  const second = reader.sweep([process.pid], 1200).get(process.pid)
  reader.close()
  expect(first?.cpuPercent).toBe(0)
  expect(second?.cpuPercent).toBeGreaterThan(20)
  expect(second?.memoryBytes).toBeGreaterThan(10_000_000)
  expect(second?.virtualMemoryBytes).toBeGreaterThan(second?.memoryBytes ?? 0)
  expect(second?.threads).toBeGreaterThan(1)
  expect(second?.openFiles).toBeGreaterThan(3)
  expect(second?.readBytes).toBeGreaterThan(0)
})

it('leaves out a process that is gone and gives its files back', async () => {
  const child = spawn('sleep', ['60'])
  const reader = createProcReader()
  const pid = child.pid ?? 0
  expect(reader.sweep([pid], 1000).has(pid)).toBe(true)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  const open = readdirSync('/proc/self/fd').length
  expect(reader.sweep([pid], 2000).has(pid)).toBe(false)
  expect(readdirSync('/proc/self/fd').length).toBeLessThan(open)
  reader.close()
})

it('looks at nothing when nothing runs', () => {
  expect(createProcReader().sweep([], 1000).size).toBe(0)
})
