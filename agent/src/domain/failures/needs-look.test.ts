import { reasonOf } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import type { Failure } from '../reconcile/world.ts'
import { startManner } from './needs-look.ts'

const after = (code: 'output-refused' | 'no-first-segment'): Failure =>
  ({ attempt: 1, mode: 'retry', reason: reasonOf('encoding', code) }) as Failure

test('after an output was refused a start writes what is put on air alone', () => {
  expect(startManner(null, false)).toMatchObject({ plainly: false, patient: false })
  expect(startManner(after('output-refused'), false)).toMatchObject({ plainly: true })
  expect(startManner(after('no-first-segment'), false)).toMatchObject({ plainly: false })
})
