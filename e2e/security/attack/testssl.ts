import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runChild, startChild } from '../../stack/child.ts'
import { tempFolder } from '../../stack/temp-folder.ts'

/** What testssl says of one thing that it looked at. */
export type TlsFinding = { id: string; severity: string; finding: string }

const Report = z.array(z.object({ id: z.string(), severity: z.string(), finding: z.string() }))

type Examined = {
  name: string
  port: number
  /** In PEM, of an authority that is believed besides those of the machine. */
  authority: string
  /** Instead of everything that it knows. */
  only?: readonly string[]
}

/** Has testssl look at a server of this machine under its name. It ends with a code that counts its findings. */
export async function examineTls({
  name,
  port,
  authority,
  only = [],
}: Examined): Promise<TlsFinding[]> {
  const folder = tempFolder('testssl')
  try {
    const report = join(folder.path, 'report.json')
    const child = startChild('testssl', [
      ...['--quiet', '--color', '0', '--warnings', 'off', '--ip', '127.0.0.1'],
      ...['--add-ca', authority, '--jsonfile', report, ...only, `${name}:${port}`],
    ])
    await child.exited
    const text = readFileSync(report, 'utf8')
    if (text.trim() === '') throw new Error(`testssl: ${child.output().slice(-2000)}`)
    return Report.parse(JSON.parse(text))
  } finally {
    folder.remove()
  }
}

/**
 * A certificate of an authority of its own, as a public one gives it: for 90 days, with where it is said which were taken
 * back. Into `bundle`, with its key behind it.
 *
 * @returns the authority's file, in PEM
 */
export async function certify(folder: string, name: string, bundle: string): Promise<string> {
  const at = (file: string) => join(folder, file)
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const line = [
    `openssl req -x509 ${key.join(' ')} -days 3650 -subj '/O=Test/CN=Authority of the test' -keyout ca.key -out ca.pem`,
    `openssl req ${key.join(' ')} -subj '/CN=${name}' -keyout own.key -out own.csr`,
    `printf 'subjectAltName=DNS:${name}\\ncrlDistributionPoints=URI:http://authority.example/crl\\n${USES}' >names`,
    'openssl x509 -req -in own.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -extfile names -out own.pem',
    `cat own.pem own.key >'${bundle}'`,
  ]
  await runChild('bash', ['-euc', line.join('\n')], { cwd: folder })
  return at('ca.pem')
}
const USES =
  'keyUsage=digitalSignature\\nextendedKeyUsage=serverAuth\\nbasicConstraints=CA:FALSE\\n'
