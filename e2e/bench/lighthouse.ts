import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findChromium, launchBrowser } from '../stack/browser.ts'
import { runChild } from '../stack/child.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'

/** Fetched when it is asked for: too large to be installed with every checkout. */
const LIGHTHOUSE = 'lighthouse@12.8.2'
const CHANNELS = 12
/** Its figure of performance differs from run to run: the median of so many is told. */
const RUNS = 3
const ATTEMPTS = 4

const PAGES = { dashboard: '/', channels: '/channels' }
const BARS = { performance: 90, accessibility: 100, 'best-practices': 100 }
/** A desk with a cable, and Lighthouse's own phone on a slow network. */
const SCREENS = ['desktop', 'mobile'] as const

/** What Lighthouse says of the pages that are open all night, with channels on air. */
export const lighthouse: Measurement = {
  name: 'lighthouse',
  about: `${LIGHTHOUSE} on ${Object.keys(PAGES).join(' and ')} with ${CHANNELS} channels on air`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const folder = tempFolder('lighthouse')
  const stack = await startStack({ env: { DEMO: 'off' } })
  try {
    await putOnAir(stack)
    const headers = join(folder.path, 'headers.json')
    writeFileSync(headers, JSON.stringify({ Cookie: await sessionCookie(stack.url) }), {
      mode: 0o600,
    })
    const figures: Figure[] = []
    for (const [page, path] of Object.entries(PAGES)) {
      for (const screen of SCREENS) {
        const runs: Scores[] = []
        while (runs.length < RUNS) {
          const report = join(folder.path, 'report.json')
          runs.push(await scoreAtLast(`${stack.url}${path}`, screen, headers, report))
        }
        figures.push(...figuresOf(`${page}, ${screen}`, runs))
      }
    }
    return figures
  } finally {
    await stack.stop()
    folder.remove()
  }
}

async function putOnAir({ api }: Stack) {
  for (let number = 1; number <= CHANNELS; number++) {
    await api.startNew({
      name: `Channel ${number}`,
      sources: [{ url: 'testcard://320x180@10' }],
    })
  }
}

async function sessionCookie(url: string): Promise<string> {
  const browser = await launchBrowser()
  const page = await loggedIn(browser, url)
  const cookies = await page.context().cookies()
  await browser.close()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

const Report = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(z.string(), z.object({ id: z.string(), score: z.number().nullable() })),
})
type Scores = { of: Record<string, number>; failed: string[] }

/** On a busy machine the browser's trace now and then lacks its beginning; Lighthouse says to try again. */
async function scoreAtLast(...args: Parameters<typeof score>): Promise<Scores> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const scores = await score(...args).catch(() => null)
    if (scores) return scores
  }
  return score(...args)
}

async function score(
  url: string,
  screen: (typeof SCREENS)[number],
  headers: string,
  report: string,
): Promise<Scores> {
  await runChild(
    'npm',
    [
      ...['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', url, '--quiet'],
      ...['--output=json', `--output-path=${report}`, `--extra-headers=${headers}`],
      `--only-categories=${Object.keys(BARS).join()}`,
      '--chrome-flags=--headless=new --no-sandbox',
      ...(screen === 'desktop' ? ['--preset=desktop'] : []),
    ],
    { env: { ...process.env, CHROME_PATH: findChromium() } },
  )
  const { categories, audits } = Report.parse(JSON.parse(readFileSync(report, 'utf8')))
  const of = Object.fromEntries(
    Object.entries(categories).map(([name, category]) => [name, (category.score ?? 0) * 100]),
  )
  const failed = Object.values(audits).filter((audit) => audit.score === 0)
  return { of, failed: failed.map(({ id }) => id) }
}

function figuresOf(where: string, runs: Scores[]): Figure[] {
  return Object.entries(BARS).map(([category, atLeast]) => {
    const value = percentile(
      runs.map(({ of }) => of[category] ?? 0),
      0.5,
    )
    const note =
      value < atLeast ? [...new Set(runs.flatMap(({ failed }) => failed))].join(', ') : ''
    return { what: `${category}: ${where}`, value, unit: '', bar: { atLeast }, note }
  })
}
