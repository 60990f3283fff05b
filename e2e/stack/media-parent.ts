import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Where segments of tests go: the RAM disk where there is one. */
export function mediaParent(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}
