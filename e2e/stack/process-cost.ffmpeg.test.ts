import { expect, test } from 'vitest'
import { startChild } from './child.ts'
import { measureCost } from './process-cost.ts'

test('a process that spins costs about a core, one that sleeps none', async () => {
  const spinning = startChild('node', ['-e', 'for (;;);'])
  const sleeping = startChild('node', ['-e', 'setInterval(() => {}, 1000)'])
  const [busy, idle] = await measureCost([spinning.pid, sleeping.pid], 3)
  await Promise.all([spinning.stop(100), sleeping.stop()])
  expect(busy?.cores).toBeGreaterThan((idle?.cores ?? 1) * 3)
  expect(busy?.cores).toBeLessThan(1.1)
  expect(idle?.memoryBytes).toBeGreaterThan(5_000_000)
})
