import { expect, test } from 'vitest'
import { read, repositoryFiles } from '../../repo/files.ts'
import { OF_COLUMNS, OF_SETTINGS, TOLD } from './stored-secrets.ts'

const files = repositoryFiles()
const schema = files.filter((path) => /^db\/src\/schema\/[\w-]+(?<!\.test)\.ts$/.test(path))

/** Columns whose text is sealed or only hashed, as the schema has them. */
const columns = schema.flatMap((path) =>
  read(path)
    .split(/(?=pgTable\()/)
    .flatMap((part) => {
      const table = /^pgTable\(\s*'(\w+)'/.exec(part)?.[1]
      const kept = part.matchAll(/(?:\bsealed(?:Text|Json)(?:<[^(]*>)?|\btext)\(\s*'(\w+)'/g)
      return [...kept]
        .filter(([call, name]) => call.startsWith('sealed') || /(^|_)hash$/.test(name ?? ''))
        .map(([, name]) => `${table}.${name}`)
    }),
)

test('what is sealed or hashed in the database is planted, or said to be none of it', () => {
  expect(columns.length).toBeGreaterThan(12)
  expect(columns.toSorted()).toEqual([...Object.keys(OF_COLUMNS), ...Object.keys(TOLD)].toSorted())
})

test('what is called like a secret is sealed or hashed', () => {
  const plain = schema.flatMap((path) =>
    [
      ...read(path).matchAll(
        /\b(?:text|varchar|jsonb)\(\s*'(\w*(?:secret|token|password|credential)\w*)'/g,
      ),
    ]
      .map(([, name = '']) => name)
      .filter((name) => !/_(hash|id)$/.test(name))
      .map((name) => `${path}: ${name}`),
  )
  expect(plain).toEqual([])
})

test('each group of settings is planted, or has nothing to plant', () => {
  const code = files.filter((path) => /^(control-plane|db)\/src\/.*(?<!\.test)\.ts$/.test(path))
  const used = code.flatMap((path) => {
    const text = read(path)
    const names = [...text.matchAll(/eq\(settings\.key, (\w+)\)|\bkey: ([A-Z_]+)\b/g)]
    return names.flatMap(([, first, second]) => {
      const constant = new RegExp(`\\b${first ?? second} = '([\\w-]+)'`)
      const from = code.map((one) => constant.exec(read(one))?.[1]).find((value) => value)
      return from && text.includes('settings') ? [from] : []
    })
  })
  expect(new Set(used).size).toBeGreaterThan(8)
  expect([...new Set(used)].filter((key) => !(key in OF_SETTINGS))).toEqual([])
})

test('whatever is named here is planted', () => {
  const sowing = ['planted-secrets.security.ts', 'planted/sow.ts', 'planted/sow-host.ts']
    .concat('planted/sow-stored.ts')
    .map((path) => read(`e2e/security/${path}`))
    .join('\n')
  const names = [...Object.values(OF_COLUMNS), ...Object.values(OF_SETTINGS)].flat()
  expect(names.filter((name) => !sowing.includes(`'${name}'`))).toEqual([])
})
