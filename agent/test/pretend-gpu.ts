import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Card = {
  /** So many at once; one more is refused as NVENC refuses it. */
  sessions: number
  freeMebibytes?: number
  /** MiB that a session takes. */
  each?: number
}

/**
 * Programs that pretend to be those of a machine with an NVIDIA card: an `ffmpeg` that has `h264_nvenc`
 * encode on the CPU, and refuses a session beyond those there are, and an `nvidia-smi`. A session holds
 * a lock on its file for as long as the real FFmpeg runs in the place of the script.
 */
export function pretendGpu(folder: string, { sessions, freeMebibytes = 8000, each = 0 }: Card) {
  const bin = join(folder, 'bin')
  const slots = join(folder, 'slots')
  // FFmpeg may run as another user than we are.
  chmodSync(folder, 0o755)
  for (const made of [bin, slots]) mkdirSync(made, { recursive: true })
  for (let n = 0; n < sessions; n++) writeFileSync(join(slots, String(n)), '')
  const ffmpeg = join(bin, 'ffmpeg')
  const nvidiaSmi = join(bin, 'nvidia-smi')
  writeFileSync(ffmpeg, ffmpegScript(slots), { mode: 0o755 })
  writeFileSync(nvidiaSmi, smiScript(slots, freeMebibytes, each), { mode: 0o755 })
  return {
    bin,
    ffmpeg,
    nvidiaSmi,
    /** Nothing is encoded on the card from now on, but by what has a session. */
    refuse: () => rmSync(slots, { recursive: true }),
  }
}

/** Options of NVENC that x264 has not, or has others of the name of, with their values. */
const ONLY_NVENC = '-rc|-cq|-forced-idr|-strict_gop|-rc-lookahead|-no-scenecut|-spatial-aq'

const ffmpegScript = (slots: string) => `#!/bin/bash
real=/usr/bin/ffmpeg
[[ " $* " == *" h264_nvenc "* && " $* " != *" -h "* ]] || exec $real "$@"
args=()
count=0
while [[ $# -gt 0 ]]; do
  case "$1" in
    h264_nvenc) args+=(libx264); count=$((count + 1)); shift ;;
    ${ONLY_NVENC}) shift 2 ;;
    -preset) args+=(-preset ultrafast); shift 2 ;;
    -tune) shift 2 ;;
    -b:v) shift 2 ;;
    *) args+=("$1"); shift ;;
  esac
done
free=9
for slot in ${slots}/*; do
  [[ $count -gt 0 && -f $slot ]] || continue
  eval "exec $((free + 1))<$slot"
  if flock -n $((free + 1)); then count=$((count - 1)); free=$((free + 1)); fi
done
if [[ $count -gt 0 ]]; then
  echo '[h264_nvenc @ 0x55d0c0ffee00] [error] OpenEncodeSessionEx failed: out of memory (10): (no details)' >&2
  echo '[error] Error initializing output stream 0:0 -- Error while opening encoder for output stream #0:0 - maybe incorrect parameters such as bit_rate, rate, width or height' >&2
  exit 1
fi
exec $real "\${args[@]}"
`

const smiScript = (slots: string, free: number, each: number) => `#!/bin/bash
held=0
for slot in ${slots}/*; do
  flock -n $slot true || held=$((held + 1))
done
echo $((${free} - held * ${each}))
`
