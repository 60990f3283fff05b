import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { stackEnv } from './start-stack.ts'

/** Parts of the product that run as processes of their own, by their bundles. */
export const PARTS = {
  'control-plane': 'control-plane/dist/main.js',
  agent: 'agent/dist/main.js',
  origin: 'agent/dist/origin.js',
  webapp: 'webapp/dist/main.js',
} as const
export type Part = keyof typeof PARTS

export type Places = {
  /** Each part gets a folder of its own below it. */
  dataDir: string
  mediaDir: string
  databaseUrl: string
  controlPort: number
  originPort: number
  webappPort: number
}

export const addressOf = (port: number, host = '127.0.0.1') => `http://${host}:${port}`

/** What each part is told, and no more: the agent and the origin share the media folder alone. */
export function partEnvironment(part: Part, places: Places, joinToken: string): NodeJS.ProcessEnv {
  const own = join(places.dataDir, part)
  mkdirSync(own, { recursive: true })
  const { ADMIN_EMAIL, ADMIN_PASSWORD, ...base } = stackEnv(own, '', 0)
  const CONTROL_PLANE_URL = addressOf(places.controlPort)
  switch (part) {
    case 'control-plane':
      return {
        ...base,
        ADMIN_EMAIL,
        ADMIN_PASSWORD,
        PORT: String(places.controlPort),
        DATABASE_URL: places.databaseUrl,
      }
    case 'agent':
      return {
        ...base,
        CONTROL_PLANE_URL,
        MEDIA_DIR: places.mediaDir,
        JOIN_TOKEN: joinToken,
        PLAYBACK_BASE_URL: addressOf(places.originPort),
      }
    case 'origin':
      return { ...base, MEDIA_DIR: places.mediaDir, ORIGIN_PORT: String(places.originPort) }
    case 'webapp':
      return { ...base, CONTROL_PLANE_URL, WEBAPP_PORT: String(places.webappPort) }
  }
}
