import { expect, it } from 'vitest'
import { filesInReach, NO_FILES } from './files.ts'

const isBelow = (path: string, folders: string) =>
  folders.split('\n').some((folder) => path === folder || path.startsWith(`${folder}/`))

it.each([
  '/usr/lib/x86_64-linux-gnu/libx264.so',
  '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/resolv.conf',
  '/run/systemd/resolve/stub-resolv.conf',
  '/etc/hosts',
  '/proc/self/status',
])('leaves what every FFmpeg needs to be read: %s', (path) => {
  const { FILES_READ = '', FILES_WRITE = '' } = filesInReach(NO_FILES)
  expect(isBelow(path, FILES_READ)).toBe(true)
  expect(isBelow(path, FILES_WRITE)).toBe(false)
})

it.each([
  '/var/lib/cashbacktv/agent/identity.json',
  '/var/lib/cashbacktv/secrets.key',
  '/opt/cashbacktv/current/agent/dist/main.js',
  '/mnt/ramdisk/other/runs/one/index.m3u8',
  '/srv/somebody/file',
  '/tmp/file',
  '/dev/mem',
  '/dev/nvidia0',
  '/dev/dri/renderD128',
  '/dev/sda',
])('leaves nothing else in reach: %s', (path) => {
  const files = { reads: ['/var/lib/cashbacktv/agent/logos/a.png'], writes: ['/mnt/ramdisk/own'] }
  const { FILES_READ = '', FILES_WRITE = '' } = filesInReach(files)
  expect(isBelow(path, FILES_READ)).toBe(false)
  expect(isBelow(path, FILES_WRITE)).toBe(false)
})

it('adds what a program was given, and where its libraries lie', () => {
  const files = { reads: ['/a/logo.png'], writes: ['/b/run'] }
  const { FILES_READ = '', FILES_WRITE = '' } = filesInReach(files, '/opt/ffmpeg/lib::/opt/more')
  expect(FILES_READ.split('\n').slice(-3)).toEqual(['/opt/ffmpeg/lib', '/opt/more', '/a/logo.png'])
  expect(FILES_WRITE.split('\n')).toContain('/b/run')
})

it('opens neither of two paths that were written as one, nor one from anywhere', () => {
  const { FILES_READ = '', FILES_WRITE = '' } = filesInReach({
    reads: ['/a\n/'],
    writes: ['..', ''],
  })
  expect(FILES_READ.split('\n')).not.toContain('/')
  expect(FILES_WRITE.split('\n').filter((path) => !path.startsWith('/dev/'))).toEqual([])
})
