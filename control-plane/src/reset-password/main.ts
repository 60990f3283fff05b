import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { resetPassword } from './reset-password.ts'

/** `npm run reset-password -- <e-mail address>`: prints a link with which a password is set. */
try {
  process.stdout.write(await resetPassword(readVariableFiles(process.env), process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
