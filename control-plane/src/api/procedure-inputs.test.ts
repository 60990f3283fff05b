import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { proceduresByPath } from './rest-procedures.ts'

const inputs = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) => {
  const given = (_def as typeof _def & { inputs: readonly unknown[] }).inputs
  return given.flatMap((input) => (input instanceof z.ZodType ? [{ name, input }] : []))
})

/** Browsers write these and may add to them (WebAuthn, PublicKeyCredential.toJSON). */
const OF_BROWSERS = /^passkeys\.(add\.created|finishLogin\.shown)/

type Part = { path: string; schema: unknown }

/** What a schema is made of, one level down. */
function partsOf({ path, schema }: Part): Part[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).map(([name, of]) => ({
      path: `${path}.${name}`,
      schema: of,
    }))
  }
  if (schema instanceof z.ZodArray) return [{ path: `${path}[]`, schema: schema.element }]
  if (schema instanceof z.ZodTuple) return schema.def.items.map((of) => ({ path, schema: of }))
  if (schema instanceof z.ZodRecord) return [{ path: `${path}{}`, schema: schema.valueType }]
  if (schema instanceof z.ZodUnion) return schema.options.map((of) => ({ path, schema: of }))
  if (schema instanceof z.ZodIntersection) {
    return [schema.def.left, schema.def.right].map((of) => ({ path, schema: of }))
  }
  if (schema instanceof z.ZodLazy) return [{ path, schema: schema.unwrap() }]
  if (schema instanceof z.ZodPipe) return [{ path, schema: schema.def.in }]
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodCatch ||
    schema instanceof z.ZodReadonly
  ) {
    return [{ path, schema: schema.def.innerType }]
  }
  return []
}

function allParts(part: Part): Part[] {
  return [part, ...partsOf(part).flatMap(allParts)]
}

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
