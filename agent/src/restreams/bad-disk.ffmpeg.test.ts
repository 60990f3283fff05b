import { expect, test } from 'vitest'
import { hasSmallDisks, onSmallDisk } from '../../test/full-disk.ts'

const PROGRAM = 'src/restreams/test/restream-on-read-only-disk.ts'

test.skipIf(!hasSmallDisks).each(['same', 'next'])(
  'what was begun on a disk that takes no log is not judged by the log before, of the %s agent neither',
  (who) => {
    const seen = onSmallDisk(PROGRAM, who)
    expect(seen).toEqual({ first: 'restream-refused', second: 'restream-closed' })
  },
  60_000,
)
