import { expect, test } from 'vitest'
import { givenSocket } from './given-socket.ts'

test.each([
  [{ LISTEN_PID: '7', LISTEN_FDS: '1' }, 3],
  [{ LISTEN_PID: '7', LISTEN_FDS: '2' }, 3],
  [{ LISTEN_PID: '8', LISTEN_FDS: '1' }, null],
  [{ LISTEN_PID: '7', LISTEN_FDS: '0' }, null],
  [{ LISTEN_PID: '7', LISTEN_FDS: 'one' }, null],
  [{ LISTEN_PID: '7' }, null],
  [{ LISTEN_FDS: '1' }, null],
  [{}, null],
])('of what is said to be given in %j, process 7 takes %j', (source, fd) => {
  expect(givenSocket(source, 7)).toBe(fd)
})
