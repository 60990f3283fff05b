import { spawnSync } from 'node:child_process'

const QUESTION = 'printf "%s\\n" "$PATH" "$LD_LIBRARY_PATH"'

/**
 * The least of our environment that a program needs: no proxies, no FFREPORT, no passwords, nothing
 * else of ours steers it or can be read in it.
 */
export function leastEnvironment(): NodeJS.ProcessEnv {
  const { stdout } = spawnSync('/bin/sh', ['-c', QUESTION], { encoding: 'utf8' })
  const [path = '', libraries = ''] = stdout.split('\n')
  return {
    PATH: path,
    LC_ALL: 'C.UTF-8',
    ...(libraries === '' ? {} : { LD_LIBRARY_PATH: libraries }),
  }
}
