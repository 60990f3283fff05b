import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openIntersections } from './open-intersections.ts'

const Shape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('round'), radius: z.number() }),
    z.object({ kind: z.literal('square'), side: z.number() }),
  ])
  .and(z.object({ name: z.string() }))

it.each([
  ['as it is', { kind: 'round', radius: 1, name: 'one' }, true],
  ['of the other kind', { kind: 'square', side: 1, name: 'two' }, true],
  ['without what the second part asks for', { kind: 'round', radius: 1 }, false],
  ['with what is of no part', { kind: 'round', radius: 1, name: 'one', more: 1 }, false],
  ['of a kind with the size of another', { kind: 'round', side: 1, name: 'one' }, false],
])('describes an object %s', (_name, value, isRight) => {
  const validate = new Ajv2020({ strict: false }).compile(
    openIntersections({ type: 'array', items: z.toJSONSchema(Shape) }),
  )
  expect(validate([value])).toBe(isRight)
})

it('leaves what is no intersection', () => {
  const schema = z.toJSONSchema(z.object({ one: z.object({ two: z.string() }) }))
  expect(openIntersections(schema)).toEqual(schema)
})
