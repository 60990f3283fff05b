import { execa } from 'execa'
import { LOGO } from './presets-commands.ts'
import type { Clip } from './presets-footage.ts'

export type Quality = { psnr: number; ssim: number; videoKbps: number; frames: number }

/** The decoded source with the same logo laid on it, kept without loss: what every form is compared with. */
export async function makeReference(clip: Clip, prepared: string, file: string): Promise<string> {
  const overlay = `overlay=x=trunc(main_w*${LOGO.x}/2)*2:y=trunc(main_h*${LOGO.y}/2)*2:format=yuv420:shortest=1`
  await execa('ffmpeg', [
    ...['-v', 'error', '-y', '-i', clip.file, '-f', 'image2', '-loop', '1', '-framerate', '1'],
    ...['-i', prepared, '-filter_complex'],
    `[1:v]scale=out_color_matrix=bt709,format=yuva420p[logo];[0:v:0][logo]${overlay}[v]`,
    ...['-map', '[v]', '-r', String(clip.framesPerSecond), '-fps_mode', 'cfr', '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-qp', '0', '-pix_fmt', 'yuv420p', file],
  ])
  return file
}

/** PSNR of luma in dB, SSIM of all planes, and the bitrate of the picture alone, frame by frame in order. */
export async function quality(
  folder: string,
  reference: string,
  seconds: number,
): Promise<Quality> {
  const playlist = `${folder}/index.m3u8`
  const { stderr } = await execa('ffmpeg', [
    ...['-hide_banner', '-nostats', '-i', playlist, '-i', reference, '-lavfi'],
    '[0:v]settb=1/1000,setpts=N*40,split[a][b];[1:v]settb=1/1000,setpts=N*40,split[c][d];[a][c]ssim;[b][d]psnr',
    ...['-f', 'null', '-'],
  ])
  const { stdout } = await execa('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=size'],
    ...['-of', 'csv=p=0', playlist],
  ])
  const sizes = stdout.split('\n').map(Number.parseFloat).filter(Number.isFinite)
  return {
    psnr: Number(/PSNR y:([\d.]+)/.exec(stderr)?.[1]),
    ssim: Number(/SSIM .*All:([\d.]+)/.exec(stderr)?.[1]),
    videoKbps: (sizes.reduce((sum, size) => sum + size, 0) * 8) / 1000 / seconds,
    frames: sizes.length,
  }
}
