import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { restProcedures } from './api/rest-procedures.ts'
import { layOver } from './domain/channels/lay-over.ts'
import { createHost } from './services/hosts/create-host.ts'
import { changeableResources, type Resource, sent } from './test/changeable-resources.ts'
import type { Picture } from './test/changes-of.ts'
import { fieldPaths, inputs } from './test/input-parts.ts'
import { startTestPlane, type TestPlane } from './test/start-test-plane.ts'

let one: TestPlane
let resources: Record<string, () => Promise<Resource>>
const send = (method: string, path: string, body?: object) => sent(one, method, path, body)
beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
  const group = async (name: string) => (await send('POST', '/groups', { name })).id
  const host = async (name: string) => (await createHost(one.db, name)).hostId
  resources = changeableResources(one, {
    hosts: [await host('edge-1'), await host('edge-2')],
    groups: [await group('one'), await group('two')],
    pictures: [await picture('red'), await picture('blue')],
  })
})
afterAll(() => one?.close())

async function picture(colour: string): Promise<Picture> {
  const create = { width: 40, height: 20, channels: 4 as const, background: colour }
  const form = new FormData()
  const bytes = await sharp({ create }).png().toBuffer()
  form.set('file', new File([new Uint8Array(bytes)], 'logo.png'))
  const headers = { authorization: `Bearer ${one.tokens.admin}` }
  return (await one.ask({ method: 'POST', path: '/api/v1/uploads/logo', raw: form, headers })).body
}

/** Ask for something to be done, and are no bodies of a resource. */
const ACTS = ['PUT /auth/password']
/** Say how a change is made. */
const HOW: Record<string, string[]> = { 'PUT /settings/presets/{id}': ['dryRun'] }

const routes = restProcedures()
  .filter(({ method }) => method === 'PUT' || method === 'PATCH')
  .map(({ name, method, path }) => {
    const known = inputs.find((one) => one.name === name)?.input
    const input = known instanceof z.ZodObject ? known : z.object({})
    return { what: `${method} ${path}`, method, path, input }
  })
/** The others have nothing that could be left out. */
const partial = routes.filter(
  ({ what, input }) =>
    !ACTS.includes(what) &&
    Object.values(input.shape).some(
      (field) => field instanceof z.ZodType && field.safeParse(undefined).success,
    ),
)

test('every change that may leave something out is tried', () => {
  expect(partial.map(({ what }) => what).sort()).toEqual(Object.keys(resources).sort())
})

/** The value at a dotted path, and a body of it alone. */
function at(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => Reflect.get(Object(part), name), body)
}
function bodyOf(path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.')
  return { [name]: rest.length === 0 ? value : bodyOf(rest.join('.'), value) }
}
/** Of a list what is sent, as answers have more of each: ids, and what is found out. */
const like = (value: unknown) =>
  Array.isArray(value)
    ? value.map((item) => (typeof item === 'object' ? expect.objectContaining(item) : item))
    : value

describe.each(partial)('$what', ({ what, method, path, input }) => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const fields = fieldPaths(input).filter(
    (field) => !inPath.includes(field) && !HOW[what]?.includes(field),
  )

  test('keeps what it leaves out, whichever field it speaks of', async () => {
    const resource = await resources[what]?.()
    if (!resource) throw new Error(`Nothing is known of ${what}.`)
    const { read, whole, other, along = {}, asByDefault = [] } = resource
    const atFirst = await read()
    await send(method, resource.path, whole)
    let before = await read()
    for (const field of fields) expect(at(before, field), field).toEqual(like(at(whole, field)))
    const same = (field: string) =>
      JSON.stringify(at(before, field)) === JSON.stringify(at(atFirst, field))
    expect(fields.filter(same)).toEqual(asByDefault)

    // In the order of the other body, whose fields may need those before them.
    const ordered = fieldsIn(other)
    expect(ordered.toSorted()).toEqual(fields.toSorted())
    for (const field of ordered) {
      const value = at(other, field)
      expect(value, field).not.toEqual(at(whole, field))
      const more = along[field] ?? {}
      await send(method, resource.path, layOver(bodyOf(field, value), more))
      const after = await read()
      const said = [field, ...fieldsIn(more)]
      for (const each of fields) {
        if (each === field) expect(at(after, each), each).toEqual(like(value))
        else if (!said.some((one) => each === one || each.startsWith(`${one}.`))) {
          expect(at(after, each), `${each} after a change of ${field}`).toEqual(at(before, each))
        }
      }
      before = after
    }
    // Each of many fields is a change of its own.
  }, 120_000)

  /** The fields that a body has, in its order. */
  function fieldsIn(body: object, within = ''): string[] {
    return Object.entries(body).flatMap(([name, value]) => {
      const field = within === '' ? name : `${within}.${name}`
      return fields.some((known) => known.startsWith(`${field}.`)) && value !== null
        ? fieldsIn(value, field)
        : [field]
    })
  }
})
