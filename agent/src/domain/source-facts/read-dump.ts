import { kindOf, type Seen, type SeenStream } from './take-stock.ts'

/**
 * What FFmpeg says of its first input in its log before it starts, under `-loglevel level+info`;
 * null while it has not said all of it. Of 5.1: `Stream #0:1[0x101](tur): Audio: mp2 (...), 48000 Hz, …`.
 */
export function readDump(lines: readonly string[]): Seen | null {
  const start = lines.findIndex((line) => INPUT.test(line))
  if (start === -1) return null
  const length = lines.slice(start + 1).findIndex((line) => END.test(line))
  if (length === -1) return null
  const container = INPUT.exec(lines[start] ?? '')?.[1] ?? ''
  const dump: Dump = { streams: new Map(), programs: [], program: null, last: null }
  const told = lines.slice(start + 1, start + 1 + length)
  for (const line of told) takeLine(dump, line)
  const streams = [...dump.streams.values()].sort((a, b) => a.index - b.index)
  return { container, ...startOf(told), streams, programs: dump.programs }
}

/** `  Duration: N/A, start: 1001.480000, bitrate: N/A` */
function startOf(lines: readonly string[]): Pick<Seen, 'startSeconds'> {
  const said = lines.flatMap(
    (line) => /^\[info\] {3}Duration: .*, start: (-?\d+\.\d+)/.exec(line) ?? [],
  )
  return said[1] === undefined ? {} : { startSeconds: Number(said[1]) }
}

type Program = { number: number; name: string | null; streams: number[] }

/** A dump in the reading: the programme and the stream that the next lines are about. */
type Dump = {
  streams: Map<number, SeenStream>
  programs: Program[]
  program: Program | null
  last: SeenStream | null
}

function takeLine(dump: Dump, line: string): void {
  const stream = readStream(line)
  if (stream === null) {
    takeHeader(dump, line)
    return
  }
  // A stream of several programmes is told of in each.
  dump.last = dump.streams.get(stream.index) ?? stream
  dump.streams.set(stream.index, dump.last)
  dump.program?.streams.push(stream.index)
}

function takeHeader(dump: Dump, line: string): void {
  const header = /^\[info\] {3}(?:Program (\d+) ?(.*)|No Program)/.exec(line)
  if (header !== null) {
    const [, number, title] = header
    dump.program = number
      ? { number: Number(number), name: title?.trim() || null, streams: [] }
      : null
    if (dump.program !== null) dump.programs.push(dump.program)
    return
  }
  const name = /^\[info\] +service_name +: (.*)$/.exec(line)?.[1]
  if (name !== undefined && dump.program !== null) dump.program.name = name.trim() || null
  const turn = /displaymatrix: rotation of (-?[\d.]+) degrees/.exec(line)?.[1]
  if (turn !== undefined && dump.last?.shape.type === 'video') {
    dump.last.shape.rotation = Number(turn)
  }
}

const INPUT = /^\[info\] Input #0, (.*), from '/
/** Of the output, or of a second input; or FFmpeg found nothing to do with what it has seen. */
const END =
  /^\[info\] (Input #1|Stream mapping:|Output #0|Press \[q\])|^\[(fatal|error)\] |matches no streams/

const STREAM =
  /^\[info\] {3}Stream #0:(\d+)(?:\[0x([0-9a-f]+)\])?(?:\(([^)]*)\))?: (Video|Audio|[A-Z]\w*): (\w+)(.*)$/

function readStream(line: string): SeenStream | null {
  const match = STREAM.exec(line)
  if (match === null) return null
  const [, index, id, language, type, codec = 'unknown', rest = ''] = match
  const dispositions = [...rest.matchAll(/ \(([a-z ]+)\)(?= \(|$)/g)].map((found) => found[1] ?? '')
  return {
    index: Number(index),
    id: id === undefined ? null : Number.parseInt(id, 16),
    codec,
    profile: profileOf(rest),
    language: language === undefined || language === 'und' ? null : language,
    isDefault: dispositions.includes('default'),
    kind: kindOf(dispositions),
    shape:
      type === 'Video' ? readVideo(rest) : type === 'Audio' ? readAudio(rest) : { type: 'other' },
  }
}

/** `(Main)` behind the codec; `([27][0][0][0] / 0x001B)` and `(avc1 / 0x31637661)` are tags. */
function profileOf(rest: string): string | null {
  const found = /^ \(([^)/[\]]+)\)/.exec(rest)?.[1]
  return found ?? null
}

function readVideo(rest: string): SeenStream['shape'] {
  const [, width, height] = /, (\d+)x(\d+)(?:[ ,]|$)/.exec(rest) ?? []
  const [, over, under] = /\[?SAR (\d+):(\d+) DAR/.exec(rest) ?? []
  const [, pixelFormat, colours = ''] = /, (\w+)(?:\(([^)]*)\))?, \d+x\d+/.exec(rest) ?? []
  return {
    type: 'video',
    width: Number(width ?? 0),
    height: Number(height ?? 0),
    average: rateOf(rest, 'fps'),
    base: rateOf(rest, 'tbr'),
    interlaced: /top first|bottom first|top coded|bottom coded/.test(colours),
    pixelFormat: pixelFormat ?? null,
    pixelAspect: over && under && Number(under) > 0 ? Number(over) / Number(under) : null,
    rotation: null,
    ...coloursOf(colours),
  }
}

/** `tv, bt2020nc/bt2020/smpte2084, progressive`, or one name where all three are the same. */
function coloursOf(colours: string): { colorSpace: string | null; colorTransfer: string | null } {
  const [, space, transfer] = /([\w-]+)\/[\w-]+\/([\w-]+)/.exec(colours) ?? []
  const single = /\b(bt709|smpte170m|bt470bg)\b/.exec(colours)?.[1]
  return { colorSpace: said(space ?? single), colorTransfer: said(transfer ?? single) }
}

function said(name: string | undefined): string | null {
  return name === undefined || name === 'unknown' || name === 'reserved' ? null : name
}

/** `29.97` stands for 30000/1001; thousands are written `1k`, and are no rate of pictures. */
function rateOf(rest: string, unit: 'fps' | 'tbr'): number | null {
  const value = Number(new RegExp(`, ([\\d.]+) ${unit}`).exec(rest)?.[1])
  if (!(value >= 1 && value <= 120)) return null
  const dropped = Math.round(value * 1.001) / 1.001
  const isDropped = !Number.isInteger(value) && Math.abs(value - dropped) < 0.006
  return isDropped ? dropped : value
}

function readAudio(rest: string): SeenStream['shape'] {
  const [, hertz, layout] = /, (\d+) Hz(?:, ([^,]+))?/.exec(rest) ?? []
  return {
    type: 'audio',
    sampleRate: Number(hertz ?? 0),
    channels: channelsOf(layout ?? ''),
    layout: layout ?? null,
  }
}

const LAYOUTS: Readonly<Record<string, number>> = {
  mono: 1,
  stereo: 2,
  downmix: 2,
  quad: 4,
  hexagonal: 6,
  octagonal: 8,
  hexadecagonal: 16,
}

/** `5.1(side)` and `2.1` are added up; `3 channels` says it; FFmpeg has no layouts of other forms but names. */
function channelsOf(layout: string): number {
  const counted = /^(\d+) channels/.exec(layout)?.[1]
  if (counted !== undefined) return Number(counted)
  const sum = /^(\d+)\.(\d+)/.exec(layout)
  if (sum !== null) return Number(sum[1]) + Number(sum[2])
  return LAYOUTS[layout.replace(/\(.*/, '')] ?? 0
}
