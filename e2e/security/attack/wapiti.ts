import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runChild } from '../../stack/child.ts'
import { tempFolder } from '../../stack/temp-folder.ts'

/** What wapiti found: its name for the kind, where, and what it says of it. */
export type WebFinding = { kind: string; path: string; info: string }

const Found = z.record(z.string(), z.array(z.object({ path: z.string(), info: z.string() })))
const Report = z.object({ vulnerabilities: Found, anomalies: Found })

/** Those that need nobody outside this machine: xxe and ssrf wait for calls to a server of their own. */
const MODULES = [
  ...['xss', 'permanentxss', 'redirect', 'file', 'exec', 'crlf', 'sql', 'htaccess'],
  ...['csp', 'cookieflags', 'http_headers'],
]

/** The program as it is started, but for what it leaves out: Python 3.11 refuses how it writes that. */
const START = `
import fnmatch, re, sys
from wapitiCore.net import crawler
from wapitiCore.main.wapiti import wapiti_main
crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))
wapiti_main()
`

type Attack = {
  url: string
  /** Pages it begins at besides the first. */
  pages?: readonly string[]
  /** Paths it is not to ask, as they end what attacks. */
  left?: readonly string[]
  headers?: Readonly<Record<string, string>>
  /** For each kind of attack, and three times that for finding what there is. */
  seconds: number
}

/** Runs wapiti over a site as somebody who is logged in by a header: it follows links and forms, then attacks all of them. */
export async function attackSite({ url, pages = [], left = [], headers = {}, seconds }: Attack) {
  const folder = tempFolder('wapiti')
  try {
    const report = join(folder.path, 'report.json')
    const output = await runChild('/usr/bin/python3', [
      ...['-c', START],
      ...['--url', `${url}/`, '--scope', 'domain', '--module', MODULES.join(',')],
      ...pages.flatMap((page) => ['--start', `${url}${page}`]),
      ...left.flatMap((page) => ['--exclude', `${url}${page}`]),
      ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ...['--max-scan-time', String(3 * seconds), '--max-attack-time', String(seconds)],
      ...['--store-session', folder.path, '--store-config', folder.path, '--flush-session'],
      ...['--format', 'json', '--output', report, '--no-bugreport', '--verbose', '2'],
    ])
    const { vulnerabilities, anomalies } = Report.parse(JSON.parse(readFileSync(report, 'utf8')))
    const found: WebFinding[] = [
      ...Object.entries(vulnerabilities),
      ...Object.entries(anomalies),
    ].flatMap(([kind, all]) => all.map(({ path, info }) => ({ kind, path, info })))
    return { found, output }
  } finally {
    folder.remove()
  }
}
