import { expect, it } from 'vitest'
import { freeMemoryIn, hasEncoded, trialProblem } from './trial.ts'

it.each([
  [
    `[h264_nvenc @ 0x564cb192bfc0] [error] Cannot load libcuda.so.1
[error] Error initializing output stream 0:0 -- Error while opening encoder for output stream #0:0
[info] Conversion failed!`,
    { code: 'refused', detail: 'Cannot load libcuda.so.1' },
  ],
  [
    `[AVHWDeviceContext @ 0x55eb0dde0900] [error] No VA display found for device /dev/dri/renderD128.
[error] Device creation failed: -22.
[error] Failed to set value 'vaapi=gpu:/dev/dri/renderD128' for option 'init_hw_device': Invalid argument`,
    { code: 'refused', detail: 'No VA display found for device /dev/dri/renderD128.' },
  ],
  ["[fatal] Unknown encoder 'h264_qsv'", { code: 'not-built', detail: '' }],
  ['', { code: 'refused', detail: '' }],
])('says why an encoder does not work in the words of FFmpeg %#', (log, problem) => {
  expect(trialProblem(log)).toEqual(problem)
})

it('takes a session for open when a picture came out, not when its FFmpeg began', () => {
  expect(hasEncoded('frame=0\nfps=0.00\n')).toBe(false)
  expect(hasEncoded('frame=0\nframe=3\n')).toBe(true)
})

it('reads how much memory of a card is free, and nothing where the card says none', () => {
  expect(freeMemoryIn('7937\n')).toBe(7937 * 2 ** 20)
  expect(freeMemoryIn('[N/A]\n')).toBeNull()
})
