import { Enrolment, EventBatch, Hello, HostReply, HostReport } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { allParts, inputs, type Part } from '../test/input-parts.ts'

const HEARD = { Enrolment, EventBatch, Hello, HostReply, HostReport }
const ofHosts = Object.entries(HEARD).map(([name, input]) => ({ name, input }))

/** Reading a list that has an end stops where it is longer, before any of it is looked at. */
const isEndless = ({ schema }: Part) =>
  schema instanceof z.ZodArray &&
  !(schema.def.checks ?? []).some(({ _zod }) => /^(max_length|length_equals)$/.test(_zod.def.check))

test.each([...ofHosts, ...inputs])('no list of $name is without an end', ({ name, input }) => {
  const parts = allParts({ path: name, schema: input })
  expect(parts.filter(isEndless).map(({ path }) => path)).toEqual([])
})

test('what is looked at has lists', () => {
  const parts = ofHosts.flatMap(({ name, input }) => allParts({ path: name, schema: input }))
  expect(parts.filter(({ schema }) => schema instanceof z.ZodArray).length).toBeGreaterThan(20)
})
