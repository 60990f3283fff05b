import type { Output } from '@cashbacktv/contract'

/**
 * Bytes from which a piece of memory is mapped by itself. A plane of a picture of 1080p (2.1 MB) lies
 * below it and so beside others, where huge pages fit in; a whole picture of x264 (6 MB), which asks for
 * them by itself, above: on the heap its alignment would cost 30 MB more.
 */
const MAPPED_FROM = 4 * 2 ** 20

/** The first C library of GNU that takes huge pages when told so. Since 2.26 it takes the other alone. */
const FIRST_GLIBC = [2, 35] as const

/**
 * What the environment of FFmpeg adds where pictures are encoded, for the C library of GNU of a version
 * like `2.36`, null where the host has another: its memory in pages of 2 MB where the kernel gives them
 * to who asks (`madvise` in /sys/kernel/mm/transparent_hugepage/enabled), since each picture is thousands
 * of small ones. Where the kernel gives them always it changes little, where it never does nothing. A
 * copy has no pictures, and would only be larger.
 */
export function encoderMemory(
  { mode }: Pick<Output, 'mode'>,
  glibc: string | null,
): Record<string, string> {
  if (mode === 'copy' || glibc === null || !hasHugePages(glibc)) return {}
  const tunables = ['glibc.malloc.hugetlb=1', `glibc.malloc.mmap_threshold=${MAPPED_FROM}`]
  return { GLIBC_TUNABLES: tunables.join(':') }
}

function hasHugePages(glibc: string): boolean {
  const [major = 0, minor = 0] = glibc.split('.').map(Number)
  const [firstMajor, firstMinor] = FIRST_GLIBC
  return major > firstMajor || (major === firstMajor && minor >= firstMinor)
}
