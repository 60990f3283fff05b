import { chmodSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MediaUser } from '../domain/confinement/confine.ts'
import type { PreparedLayer, PreparedLogo } from '../domain/plan-ffmpeg/plan-input.ts'

/** What a run lays on its picture, as it was prepared. */
export type RunPictures = { logo: PreparedLogo | null; layers: readonly PreparedLayer[] }

/** Where a run finds its pictures: another user cannot look into the folders of the agent. */
export function picturesForRun(
  { logo, layers }: RunPictures,
  runDir: string,
  user: MediaUser | null,
): RunPictures {
  if (user === null) return { logo, layers }
  return {
    logo: logo && { ...logo, file: join(runDir, 'logo.png') },
    layers: layers.map((layer, index) => ({
      ...layer,
      file: join(runDir, `layer-${index}.png`),
      ...(layer.further === undefined
        ? {}
        : { further: join(runDir, `layer-${index}-further.png`) }),
    })),
  }
}

/** Puts them there. */
export function placePictures(pictures: RunPictures, runDir: string, user: MediaUser | null): void {
  if (user === null) return
  const [from, to] = [pictures, picturesForRun(pictures, runDir, user)].map(filesOf)
  for (const [index, file] of from?.entries() ?? []) {
    const placed = to?.[index]
    if (placed === undefined) continue
    copyFileSync(file, placed)
    chmodSync(placed, 0o644)
  }
}

export function filesOf({ logo, layers }: RunPictures): string[] {
  const files = [logo?.file, ...layers.flatMap(({ file, further }) => [file, further])]
  return files.filter((file) => file !== undefined)
}
