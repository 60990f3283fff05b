import { expect, test } from 'vitest'
import { databaseAddresses } from './database-addresses.ts'

test.each([
  ['postgres://u:p%2Cq@h:5432/n', ['postgres://u:p%2Cq@h:5432/n']],
  [
    'postgres://u:p@one:5432,two,[::1]:5433/n?sslmode=require',
    [
      'postgres://u:p@one:5432/n?sslmode=require',
      'postgres://u:p@two/n?sslmode=require',
      'postgres://u:p@[::1]:5433/n?sslmode=require',
    ],
  ],
  // A comma of a password is no boundary.
  ['postgresql://u:a,b@one,two/n', ['postgresql://u:a,b@one/n', 'postgresql://u:a,b@two/n']],
  [
    'postgres://u@localhost:5432/n?host=%2Ftmp%2Fx',
    ['postgres://u@localhost:5432/n?host=%2Ftmp%2Fx'],
  ],
  ['no address', ['no address']],
])('%s names %j', (address, each) => {
  expect(databaseAddresses(address)).toEqual(each)
})
