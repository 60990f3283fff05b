import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'

export type Clip = {
  file: string
  height: number
  width: number
  framesPerSecond: number
  seconds: number
  aac: boolean
}

/**
 * One clip of each height: from `folder` when it holds one, else a generated one. Generated pictures
 * are easier to encode than real ones, so figures that count come from real footage.
 */
export async function footage(
  folder: string | undefined,
  height: number,
  work: string,
): Promise<Clip> {
  const names = folder ? await readdir(folder) : []
  for (const name of names.filter((entry) => /\.(ts|mp4|mkv)$/.test(entry)).sort()) {
    const clip = await describe(join(folder ?? '', name))
    if (clip?.height === height) return clip
  }
  const made = await describe(await generate(height, work))
  if (!made) throw new Error('The clip that was just generated cannot be read by ffprobe.')
  return made
}

async function describe(file: string): Promise<Clip | null> {
  const { stdout } = await execa('ffprobe', [
    ...['-v', 'error', '-of', 'json', '-show_entries'],
    ...['stream=codec_type,codec_name,profile,width,height,avg_frame_rate:format=duration', file],
  ])
  const probed: {
    streams: Record<string, string | number>[]
    format: { duration: string }
  } = JSON.parse(stdout)
  const video = probed.streams.find((stream) => stream.codec_type === 'video')
  const audio = probed.streams.find((stream) => stream.codec_type === 'audio')
  if (!video) return null
  const [over = 25, under = 1] = String(video.avg_frame_rate).split('/').map(Number)
  return {
    file,
    width: Number(video.width),
    height: Number(video.height),
    framesPerSecond: over / under,
    seconds: Number(probed.format.duration),
    aac: audio?.codec_name === 'aac' && audio.profile === 'LC',
  }
}

async function generate(height: number, work: string): Promise<string> {
  const folder = join(work, 'generated')
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${height}.ts`)
  const size = `${Math.round((height * 16) / 9)}x${height}`
  const rate = height >= 1080 ? 30 : 25
  await execa('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=12`],
    ...['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=12'],
    ...['-vf', 'noise=alls=8:allf=t', '-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '8M'],
    ...['-pix_fmt', 'yuv420p', '-g', String(rate * 2), '-c:a', 'aac', '-ac', '2', file],
  ])
  return file
}
