import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from '../../stack/child.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import type { SampleRequest } from './openapi-requests.ts'

/** What sqlmap could inject into: address, place and name of the parameter. */
export type Injectable = { url: string; place: string; parameter: string }

/** How many attacks: 1 to 5, and of which kinds: 1 to 3, the last of which change what is stored. */
export type Depth = { level: number; risk: number }
const LEAST: Depth = { level: 1, risk: 1 }

/** Markers of where one request ends in a log of Burp, which sqlmap reads many requests from. */
const BORDER = '='.repeat(54)

/**
 * Runs sqlmap over requests to one server: every value in queries and bodies, and what `*` stands behind
 * in addresses. Level and risk are its least where not said otherwise, and what time it takes is not
 * probed. From level 3 on, headers are attacked as well.
 */
export async function injectables(
  server: string,
  requests: readonly SampleRequest[],
  headers: Readonly<Record<string, string>> = {},
  { level, risk }: Depth = LEAST,
): Promise<{ found: Injectable[]; output: string }> {
  const folder = tempFolder('sqlmap')
  try {
    const log = join(folder.path, 'requests')
    const results = join(folder.path, 'results.csv')
    writeFileSync(log, requests.map((request) => logged(server, request, headers)).join('\n'))
    const output = await runChild('sqlmap', [
      ...['-l', log, '--batch', '--ignore-stdin', '--answers=further tests involving it=N'],
      ...[
        `--level=${level}`,
        `--risk=${risk}`,
        '--technique=BEU',
        '--dbms=PostgreSQL',
        '--threads=1',
      ],
      ...[
        '--skip-waf',
        '--ignore-code=*',
        '--disable-coloring',
        '--keep-alive',
        '--timeout=20',
        '--retries=1',
      ],
      ...['-v', '1', '--output-dir', folder.path, `--results-file=${results}`],
    ])
    return { found: readResults(results), output }
  } finally {
    folder.remove()
  }
}

function logged(server: string, { method, at, body }: SampleRequest, headers: object): string {
  const url = new URL(server)
  const lines = [
    `${method} ${at} HTTP/1.1`,
    `Host: ${url.host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : ['Content-Type: application/json']),
  ]
  const text = `${lines.join('\r\n')}\r\n\r\n${body === null ? '' : JSON.stringify(body)}`
  return `${BORDER}\n12:00:00  ${url.origin}  [127.0.0.1]\n${BORDER}\n${text}\n${BORDER}\n`
}

/** Lines of `Target URL,Place,Parameter,Technique(s),Note(s)`; what is clean has no place. */
function readResults(path: string): Injectable[] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const [url = '', place = '', parameter = ''] = line.split(',')
    return place === '' ? [] : [{ url, place, parameter }]
  })
}
