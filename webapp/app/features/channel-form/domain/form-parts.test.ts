import { CreateChannelInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { CHANNEL_BOUNDS } from '../channel-form.server.ts'
import { judge } from '../judge.server.ts'
import { controlOf, firstMistake, inOrder, isFoldedPart, partOf } from './form-parts.ts'

const problemsOf = (body: object) => {
  const judged = judge(CreateChannelInput, body)
  return judged.ok ? [] : judged.problem.details
}
const at = (path: string) => ({ path })

test('a mistake in any setting has a part of the form, and a control that mends it', () => {
  const notInTheForm =
    /^(id|copyOf|output\.audio|output\.renditions\.\*\.name|logo|sources\.\*\.id)\b/
  const paths = Object.keys(CHANNEL_BOUNDS).filter((path) => !notInTheForm.test(path))
  expect(paths.length).toBeGreaterThan(20)
  const lost = paths
    .map((path) => path.replaceAll('.*', '.0'))
    .filter((path) => partOf(path) === null || controlOf(path) === null)
  expect(lost).toEqual([])
})

test('the first mistake is the one that is met first, not the one that was found first', () => {
  const found = ['priority', 'schedule.timeZone', 'logo', 'output.presetId', 'sources.1.url', 'x']
  expect(inOrder(found.map(at)).map(({ path }) => path)).toEqual([
    ...['sources.1.url', 'output.presetId', 'logo', 'schedule.timeZone', 'priority', 'x'],
  ])
  expect(firstMistake(found.map(at))).toBe('sources.1.url')
  expect(firstMistake([at('x'), at('priority')])).toBe('priority')
  expect(firstMistake([at('x')])).toBeNull()
})

test('what the contract says of a wrong body leads to the fields it is about', () => {
  const source = { url: 'ftp://example.com/live', audioTrack: { language: '?' } }
  const problems = problemsOf({ name: '', sources: [source], hls: { segmentSeconds: 99 } })
  expect(problems.map(({ path }) => controlOf(path))).toEqual(
    expect.arrayContaining(['name', 'sources.0.url', 'sources.0.audioTrack', 'hls.segmentSeconds']),
  )
  expect(controlOf(problemsOf({ name: 'x', sources: [] })[0]?.path ?? '')).toBe('sources.0.url')
})

test('only a folded part can be asked for by its name', () => {
  expect(['host', 'schedule'].every(isFoldedPart)).toBe(true)
  expect([null, 'source', 'x'].some(isFoldedPart)).toBe(false)
})
