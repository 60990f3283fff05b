import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Leaves what a host that was idle for three minutes knows of its encoder at the default preset, for
 * the next start of the agent; two points are enough for a line.
 */
export function plantQualityCurves(dataDir: string): void {
  const version = execFileSync('ffmpeg', ['-version'], { encoding: 'utf8' })
  const points = [
    { strain: 5, decibels: 30 },
    { strain: 35, decibels: 8 },
  ]
  const encoder = 'superfast untuned high b0 l10 a2'
  const at = new Date().toISOString()
  const known = {
    model: 1,
    ffmpegVersion: /^ffmpeg version (\S+)/.exec(version)?.[1],
    curves: [{ encoder, at, stepsPerDoubling: 3.1, points }],
  }
  writeFileSync(join(dataDir, 'agent', 'quality-curves.json'), JSON.stringify(known))
}
