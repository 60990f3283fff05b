import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allParts, inputs, type Part } from '../test/input-parts.ts'
import { restProcedures } from './rest-procedures.ts'

/** Browsers write these and may add to them (WebAuthn, PublicKeyCredential.toJSON). */
const OF_BROWSERS = /^passkeys\.(add\.created|finishLogin\.shown)/

const isOpen = ({ schema }: Part) =>
  schema instanceof z.ZodObject && !(schema.def.catchall instanceof z.ZodNever)
const isAnything = ({ schema }: Part) =>
  schema instanceof z.ZodUnknown || schema instanceof z.ZodAny || schema instanceof z.ZodCustom

test('there are inputs', () => {
  expect(inputs.length).toBeGreaterThan(70)
})

describe.each(inputs)('what is sent to $name', ({ name, input }) => {
  const parts = allParts({ path: name, schema: input })

  test('may have no field that is not known, at any depth', () => {
    expect(
      parts
        .filter(isOpen)
        .map(({ path }) => path)
        .filter((path) => !OF_BROWSERS.test(path)),
    ).toEqual([])
  })

  test('says of each field what it is', () => {
    expect(parts.filter(isAnything).map(({ path }) => path)).toEqual([])
  })

  test('is refused where it is of another kind', () => {
    for (const other of [7, 'text', true, [], [{}], null]) {
      expect(input.safeParse(other).success, JSON.stringify(other)).toBe(false)
    }
  })

  test('is refused with a field that it does not have, by its name', () => {
    const refused = input.safeParse({ naem: 'x' })
    expect(refused.success).toBe(false)
    expect(JSON.stringify(refused.error?.issues)).toContain('naem')
  })
})

const changes = restProcedures()
  .filter(({ method }) => method === 'PUT' || method === 'PATCH')
  .flatMap(({ name: changing }) => inputs.filter(({ name }) => name === changing))

/** Says how a change is made, and is no part of what is changed. */
const HOW = ['presets.update.dryRun']

const hasDefault = ({ schema }: Part) =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodCatch

test('there are changes', () => {
  expect(changes.length).toBeGreaterThan(12)
})

// Lists are sent whole: what is new in one has its defaults.
test.each(changes)(
  '$name has no default: it would put back what somebody had set',
  ({ name, input }) => {
    const parts = allParts({ path: name, schema: input }).filter(hasDefault)
    const paths = parts.map(({ path }) => path).filter((path) => !path.includes('[]'))
    expect(paths.filter((path) => !HOW.includes(path))).toEqual([])
  },
)
