import { readFileSync } from 'node:fs'

/** What programs that read sources have asked the system for, with success. */
export type MediaCalls = {
  /** Paths of the programs that were started. */
  programs: Set<string>
  opened: Set<string>
  /** Addresses with ports, `unix` for sockets of this machine. */
  connected: Set<string>
  bound: Set<string>
  listened: number
  /** Starts of programs and of processes, by those that read sources already. */
  started: Set<string>
}

const CALLS = ['open', 'openat', 'openat2', 'creat', 'execve', 'execveat', 'clone', 'clone3']
const MORE = ['fork', 'vfork', 'connect', 'bind', 'listen', 'rename', 'unlink', 'symlink', 'link']

/** Has a command traced, with all that it starts; the command itself stays the child. */
export function traced(file: string): string[] {
  // By a filter of the kernel, so that only these calls take longer.
  const options = ['-D', '-f', '--seccomp-bpf', '-qqq', '-s', '4096', '-o', file]
  return [
    'strace',
    ...options,
    '-e',
    `trace=${[...CALLS, ...MORE].map((name) => `?${name}`).join()}`,
    '--',
  ]
}

const LINE = /^(\d+) +(.*)$/
const UNFINISHED = / <unfinished \.\.\.>$/
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/s
const CALL = /^(\w+)\((.*)\) += (-?\d+)(?: (\w+))?/s

/** The calls of FFmpeg and ffprobe, of all of their threads, in what `traced` has written. */
export function readMediaCalls(file: string): MediaCalls {
  const calls: MediaCalls = {
    programs: new Set(),
    opened: new Set(),
    connected: new Set(),
    bound: new Set(),
    listened: 0,
    started: new Set(),
  }
  const media = new Set<string>()
  const unfinished = new Map<string, string>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, pid = '', said = ''] = LINE.exec(line) ?? []
    if (UNFINISHED.test(said)) {
      unfinished.set(pid, said.replace(UNFINISHED, ''))
      continue
    }
    const rest = RESUMED.exec(said)?.[2]
    const whole = rest === undefined ? said : `${unfinished.get(pid) ?? ''}${rest}`
    const [, name = '', words = '', answer = '-1', error] = CALL.exec(whole) ?? []
    // A connection that is on its way has begun.
    if (Number(answer) >= 0 || error === 'EINPROGRESS')
      note(calls, media, { pid, name, words, answer })
  }
  return calls
}

type Call = { pid: string; name: string; words: string; answer: string }

function note(calls: MediaCalls, media: Set<string>, { pid, name, words, answer }: Call): void {
  const path = /"((?:[^"\\]|\\.)*)"/.exec(words)?.[1] ?? ''
  if (name === 'execve' && !media.has(pid)) {
    if (/\/(ffmpeg|ffprobe)$/.test(path)) {
      media.add(pid)
      calls.programs.add(path)
    }
    return
  }
  const isProcess = ['clone', 'clone3', 'fork', 'vfork'].includes(name)
  if (!media.has(pid)) {
    // Numbers of processes are used again.
    if (isProcess) media.delete(answer)
    return
  }
  if (isProcess && words.includes('CLONE_THREAD')) media.add(answer)
  else if (isProcess || name.startsWith('execve')) calls.started.add(`${name} ${path}`)
  else if (name === 'connect') calls.connected.add(addressOf(words))
  else if (name === 'bind') calls.bound.add(addressOf(words))
  else if (name === 'listen') calls.listened++
  else calls.opened.add(path)
}

/** As strace writes it: `sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")`. */
function addressOf(words: string): string {
  const family = /sa_family=(\w+)/.exec(words)?.[1] ?? 'unknown'
  const address = /inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"/.exec(words)?.[1]
  const port = /sin6?_port=htons\((\d+)\)/.exec(words)?.[1]
  return address === undefined ? family : `${address}:${port}`
}

/** What FFmpeg opens of its own accord: libraries, devices, and the folder of its run. */
export function isOfFfmpeg(path: string, mediaDir: string): boolean {
  const own = ['/usr/', '/lib/', '/sys/', '/dev/null', '/etc/ld.so.cache', `${mediaDir}/`]
  // Folders are named to the kernel as what is in reach; nothing is read by that.
  const named = ['/usr', '/lib', '/lib64', '/bin', '/sbin', '/etc', '/proc', '/sys']
  const others = ['/etc/localtime', '/proc/filesystems', '/proc/self/status']
  const isDevice = /^\/dev\/(zero|full|u?random|dri|shm\/[^/]+)$/.test(path)
  const isKnown = [...named, ...others, '/var/cache/fontconfig'].includes(path)
  return (
    isDevice ||
    isKnown ||
    path.endsWith('/egress-guard.so') ||
    own.some((one) => path.startsWith(one))
  )
}
