import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/**
 * The shell without windows has the same engine, network and decoders as the browser and none of
 * its own screens, start page and services: the same pages cost half the CPU.
 */
const EXECUTABLES = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
]

/** A real Chromium with a fresh profile. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS })
}

let shared: Promise<Browser> | null = null

/** The Chromium of this worker, for one file after the other: each page has a fresh profile. */
export async function shareBrowser(): Promise<Browser> {
  shared ??= launchBrowser()
  const browser = await shared
  if (browser.isConnected()) return browser
  shared = null
  return shareBrowser()
}

/** What a file does at its end with the browser it shared; none when it did not come so far. */
export async function closePages(browser: Browser | undefined): Promise<void> {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
}

/**
 * A browser that plays many streams at once and is never looked at: it decodes them and paints no
 * page, which is half the work of a player, and more than one core for ten of them.
 */
export function launchPlayers(): Promise<Browser> {
  const args = [...FLAGS, '--disable-threaded-compositing']
  return chromium.launch({ executablePath: findChromium(), args })
}

/** The one of this machine, or another that `CHROMIUM_PATH` names. */
export function findChromium(): string {
  const path = process.env.CHROMIUM_PATH ?? EXECUTABLES.find((candidate) => existsSync(candidate))
  if (path) return path
  throw new Error(
    'No Chromium found. Install it (apt install chromium-headless-shell) or set CHROMIUM_PATH.',
  )
}
