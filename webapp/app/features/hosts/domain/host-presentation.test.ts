import { expect, test } from 'vitest'
import { enrolCommand, isLoopback } from './host-presentation.ts'

test.each([
  ...['http://127.0.0.1:3000', 'http://127.8.9.1', 'http://localhost:3000', 'http://[::1]:3000'],
  ...[
    'http://0.0.0.0:3000',
    'http://[::]:3000',
    'http://tv.localhost',
    'http://[::ffff:127.0.0.1]',
  ],
])('%s is no address of another machine', (address) => {
  expect(isLoopback(address)).toBe(true)
})

test.each([
  ...['https://tv.example', 'http://10.0.0.5:3000', 'http://[2001:db8::1]:3000'],
  ...['https://127.example', 'https://localhost.example'],
])('%s is one', (address) => {
  expect(isLoopback(address)).toBe(false)
})

test('the command has its token in the environment, and no address twice', () => {
  expect(enrolCommand('https://tv.example/', 'cbj_x')).toBe(
    'curl -fsS https://tv.example/install.sh | JOIN_TOKEN=cbj_x sudo --preserve-env=JOIN_TOKEN bash',
  )
})
