import { expect, test } from 'vitest'
import { hasSmallDisks, onSmallDisk } from '../../test/full-disk.ts'

test.skipIf(!hasSmallDisks).each(['full', 'read-only'])(
  'a channel starts while the disk of the state is %s, has a log, and goes on with the next agent',
  (how) => {
    const seen = onSmallDisk('src/runs/test/channel-on-bad-disk.ts', how)
    // What it says is a value of its address, and so hidden like one where that is known.
    const second = [expect.stringMatching(/./)]
    expect(seen).toEqual({ first: ['***'], second, adopted: true, said: ['logs-in-media'] })
  },
  60_000,
)
