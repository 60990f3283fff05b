import { expect, test } from 'vitest'
import { read, repositoryFiles } from './files.ts'

/**
 * What players hear is audio, by that word everywhere. These names say `sound` for it, as another
 * release, a stored row or a browser has them; each says so where it is defined.
 */
const NAMED_BEFORE = [
  // Kinds of what happened, which hosts send and the database keeps.
  ...['sound-lost', 'sound-back'],
  // Codes of reasons and warnings, which hosts send and clients of the API know.
  ...['no-sound', 'sound-absent', 'sound-unplayable'],
  // A field of the reports of hosts.
  'soundMissingSince',
  // A file of the origin, and its field.
  ...['sound.json', 'sound: AacAudio', '{ sound: null', '{ sound: audio', 'kept.sound'],
  // Where it is said that a name is one of these.
  '`sound`',
  // Under which a browser keeps a choice.
  'cbtv-alarm-sound',
]

const texts = repositoryFiles()
  .filter((path) => /\.(ts|tsx|mjs|md|json|sql|css|sh|ya?ml)$/.test(path))
  .filter((path) => path !== 'e2e/repo/words.test.ts' && path !== 'package-lock.json')
  .map((path) => ({ path, text: read(path) }))

test('audio is called audio, but for names that an older release has', () => {
  const others = texts.flatMap(({ path, text }) => {
    const left = NAMED_BEFORE.reduce((rest, name) => rest.replaceAll(name, ''), text)
    return /sound/i.test(left) || /sound/i.test(path) ? [path] : []
  })
  expect(others).toEqual([])
})

test('each of these names is one that is still there', () => {
  const gone = NAMED_BEFORE.filter((name) => !texts.some(({ text }) => text.includes(name)))
  expect(gone).toEqual([])
})
