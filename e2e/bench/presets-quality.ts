import { appendFile } from 'node:fs/promises'
import { BROADCAST_PRESET } from '@cashbacktv/contract'
import { execa } from 'execa'
import { type Job, planned } from './presets-commands.ts'

export type Quality = { psnr: number; ssim: number; videoKbps: number; frames: number }

/**
 * The decoded source with the same logo laid on it, kept without loss: what every form is compared
 * with. Made by the product's own command, so that it has the very same frames.
 */
export async function makeReference(job: Job): Promise<string> {
  const lossless: Record<string, string> = { '-preset': 'ultrafast', '-profile:v': 'high444' }
  const capped = { ...BROADCAST_PRESET, maxBitrateKbps: null, lookaheadFrames: null, aqMode: null }
  const args = planned(capped, job).map((arg, index, all) => {
    if (arg === '-crf') return '-qp'
    const before = all[index - 1] ?? ''
    return before === '-crf' ? '0' : (lossless[before] ?? arg)
  })
  await execa('ffmpeg', args)
  const playlist = `${job.folder}/index.m3u8`
  await appendFile(playlist, '#EXT-X-ENDLIST\n')
  return playlist
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
