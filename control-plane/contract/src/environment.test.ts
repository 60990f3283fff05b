import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  addressVariable,
  baseAddressVariable,
  networksVariable,
  parseEnvironment,
  portVariable,
  textVariable,
} from './environment.ts'

const Variables = z.object({
  TEXT: textVariable(),
  PORT: portVariable(80),
  DATABASE: addressVariable('postgres:'),
  BASE: baseAddressVariable(),
  NETWORKS: networksVariable(),
})
const NOTHING = { TEXT: null, PORT: 80, DATABASE: null, BASE: null, NETWORKS: [] }

test.each(['', ' ', '\t\n'])('a variable of %j is one that was not given', (empty) => {
  const source = Object.fromEntries(Object.keys(NOTHING).map((name) => [name, empty]))
  expect(parseEnvironment(Variables, source)).toEqual(NOTHING)
})

test('what is given is taken without the blanks around it', () => {
  const source = {
    TEXT: ' text ',
    PORT: ' 8080\n',
    DATABASE: ' postgres://u:p%2Fq@h/n ',
    BASE: ' https://edge.example/// ',
    NETWORKS: '10.0.0.0/8, 127.0.0.0/8 fd00::/8,',
  }
  expect(parseEnvironment(Variables, source)).toEqual({
    TEXT: 'text',
    PORT: 8080,
    DATABASE: 'postgres://u:p%2Fq@h/n',
    BASE: 'https://edge.example',
    NETWORKS: ['10.0.0.0/8', '127.0.0.0/8', 'fd00::/8'],
  })
})

test.each([
  ['http:edge.example', 'http://edge.example'],
  ['https://edge.example/tv/', 'https://edge.example/tv'],
  ['HTTPS://Edge.Example', 'https://edge.example'],
])('an address paths are put behind is the one that is meant: %s', (given, meant) => {
  expect(parseEnvironment(Variables, { BASE: given }).BASE).toBe(meant)
})

describe('what is wrong is refused with the name of the variable and what to write, without its value', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '8e1'],
    ['PORT', 'eighty'],
    ['DATABASE', 'mysql://u:s3cret@h/n'],
    ['DATABASE', 'h/n'],
    ['BASE', 'edge.example'],
    ['BASE', '/streams'],
    ['BASE', 'ftp://edge.example'],
    ['BASE', 'https://edge.example/?a=b'],
    ['BASE', 'https://edge.example/#a'],
    ['BASE', 'https://u:s3cret@edge.example'],
    ['NETWORKS', '10.0.0.0/33'],
    ['NETWORKS', 'everything'],
  ])('%s=%s', (name, value) => {
    const parse = () => parseEnvironment(Variables, { [name]: value })
    expect(parse).toThrow(new RegExp(`^The environment is not right\\.\\n${name}: Write .*\\.$`))
    expect(parse).not.toThrow(value)
  })
})
