import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { TooMuchWaitingError } from '../serve/in-turn.ts'
import { gatherSlots } from './gather-slots.ts'

/** Hours that are read once somebody lets them. */
function slowArchive() {
  const read: string[] = []
  let go: () => void = () => {}
  const mayRead = new Promise<void>((resolve) => {
    go = resolve
  })
  return {
    read,
    go: () => go(),
    isRead: () => false,
    async readHour(hour: string) {
      await mayRead
      read.push(hour)
      return []
    },
  }
}

it('reads hours once for hundreds that ask for them, and refuses none of these', async () => {
  const archive = slowArchive()
  const asked = Array.from({ length: 300 }, (_, at) => gatherSlots(archive, ['1', '2'], () => at))
  await expect(gatherSlots(archive, ['1', '2'], () => 'too many')).rejects.toThrow(
    TooMuchWaitingError,
  )
  archive.go()
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 300 }, (_, at) => at))
  expect(archive.read).toEqual(['1', '2'])
})

it('reads them again for who comes afterwards', async () => {
  const archive = slowArchive()
  archive.go()
  await gatherSlots(archive, ['1'], () => 'first')
  // Until then somebody else might come.
  await setImmediate()
  await setImmediate()
  expect(await gatherSlots(archive, ['1'], () => 'second')).toBe('second')
  expect(archive.read).toEqual(['1', '1'])
})

it('answers who comes while others are answered', async () => {
  const archive = slowArchive()
  let late: Promise<string> | undefined
  const first = gatherSlots(archive, ['1'], () => {
    late = gatherSlots(archive, ['1'], () => 'late')
    return 'first'
  })
  archive.go()
  expect(await first).toBe('first')
  expect(await late).toBe('late')
  expect(archive.read).toEqual(['1'])
})

it('refuses those that ask for too much of what is different', async () => {
  const archive = slowArchive()
  const asked = Array.from({ length: 60 }, (_, at) => gatherSlots(archive, [String(at)], () => at))
  const settled = Promise.allSettled(asked)
  archive.go()
  const refused = (await settled).filter(({ status }) => status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(12)
  for (const one of refused) {
    expect(one).toMatchObject({ reason: expect.any(TooMuchWaitingError) })
  }
})

it('tells only who asked of what went wrong in making it', async () => {
  const archive = slowArchive()
  archive.go()
  const wrong = gatherSlots(archive, ['1'], () => {
    throw new Error('broken')
  })
  const right = gatherSlots(archive, ['1'], () => 'right')
  await expect(wrong).rejects.toThrow('broken')
  expect(await right).toBe('right')
})
