/** What a program may open beside what every FFmpeg needs: these files, and all that is in these folders. */
export type Files = {
  reads: readonly string[]
  /** Also to be read. */
  writes: readonly string[]
}

/** Of what reads a source or descriptors alone, and writes to descriptors. */
export const NO_FILES: Files = { reads: [], writes: [] }

/**
 * Libraries, certificates, fonts, how names are resolved, what the kernel says of the machine. Folders,
 * since files such as `resolv.conf` are put into their places anew. Nothing of ours lies in them.
 */
const SYSTEM = [
  ...['/usr', '/lib', '/lib32', '/lib64', '/bin', '/sbin', '/etc', '/proc', '/sys'],
  ...['/run/systemd/resolve', '/run/resolvconf', '/run/NetworkManager', '/run/connman'],
  ...[
    '/var/cache/fontconfig',
    '/var/lib/ca-certificates',
    '/nix/store',
    '/gnu/store',
    '/run/opengl-driver',
  ],
]

const DEVICES = ['/dev/null', '/dev/zero', '/dev/full', '/dev/random', '/dev/urandom']

/**
 * The same in the words of `agent/native/files-in-reach.c`. `libraries` are the folders, with colons
 * between, that programs look for libraries in first.
 */
export function filesInReach(files: Files, libraries = ''): Record<string, string> {
  const reads = [...SYSTEM, ...libraries.split(':').filter((folder) => folder !== '')]
  return {
    FILES_READ: lines([...reads, ...files.reads]),
    FILES_WRITE: lines([...DEVICES, ...files.writes]),
  }
}

/** A path that would be two is none: nothing of it is in reach. */
function lines(paths: readonly string[]): string {
  return paths.filter((path) => path.startsWith('/') && !path.includes('\n')).join('\n')
}
