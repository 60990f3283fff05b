import { expect, test } from 'vitest'
import { isTest, read, repositoryFiles } from './files.ts'

const routers = repositoryFiles()
  .filter((path) => /^control-plane\/src\/(api\/routers\/[\w-]+|link\/router)\.ts$/.test(path))
  .filter((path) => !isTest(path))
  .map((path) => ({ path, text: read(path) }))

/** Beside ids and what the contract has, a router says yes or no, and which of them it takes. */
const RULE_OF_ITS_OWN =
  /\bz\.(?!(?:strictObject|object|uuid|boolean)\b)|\.(?:min|max|refine|regex)\(/

test('what a router takes and answers is a schema of the contract', () => {
  expect(routers.length).toBeGreaterThan(20)
  const wrong = routers.flatMap(({ path, text }) => {
    const contract = namesFrom(text, '@cashbacktv/contract')
    return schemasOf(text)
      .filter((name) => !contract.has(name) && !isComposed(text, name))
      .map((name) => `${path} takes or answers ${name}`)
  })
  expect(wrong).toEqual([])
})

/** Names of schemas in `.input(…)` and `.output(…)`. */
function schemasOf(text: string): string[] {
  const calls = text.split(/\.(?:input|output)\(/).slice(1)
  return [...new Set(calls.flatMap((rest) => upTo(rest).match(/\b[A-Z]\w+/g) ?? []))]
}

/** Up to the parenthesis that closes what was opened before. */
function upTo(rest: string): string {
  let open = 1
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === '(') open += 1
    if (rest[at] === ')') open -= 1
    if (open === 0) return rest.slice(0, at)
  }
  return rest
}

function namesFrom(text: string, module: string): Set<string> {
  const imports = [...text.matchAll(/^import \{([^}]*)\} from '([^']+)'/gm)]
  return new Set(
    imports
      .filter(([, , from]) => from === module)
      .flatMap(([, names = '']) => names.split(',').map((name) => name.trim())),
  )
}

/** Made in the router itself, as of the id in an address, without a rule of its own. */
function isComposed(text: string, name: string): boolean {
  const made = new RegExp(`^const ${name} = (.*(?:\\n[ })].*)*)`, 'm').exec(text)?.[1]
  return made !== undefined && !RULE_OF_ITS_OWN.test(made)
}
