import { readFileSync } from 'node:fs'

/**
 * The bill of materials of one image in CycloneDX 1.5: Debian's packages as they are in it, Node, and the npm packages
 * that its programs run with or are bundled of.
 *
 * @param {object} image
 * @param {string} image.name such as `cashbacktv/agent`
 * @param {string} image.version
 * @param {string} image.dpkg lines of `dpkg-query`: name, version and architecture with tabs between
 * @param {string | null} image.node its Node as `node --version` says it
 * @param {{ components: { purl?: string, properties?: { name: string }[] }[] } | null} image.npm what `npm sbom` tells, in CycloneDX
 */
export function sbomOf({ name, version, dpkg, node, npm }) {
  const ofDebian = dpkg
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [called = '', is = '', arch = ''] = line.split('\t')
      // Package URL: a version may have a colon (its epoch) and a plus.
      const purl = `pkg:deb/debian/${called}@${encodeURIComponent(is)}?arch=${arch}&distro=debian-12`
      return { type: 'library', 'bom-ref': purl, name: called, version: is, purl }
    })
  const ofNode = node === null ? [] : [nodeOf(node.trim().replace(/^v/, ''))]
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'container', 'bom-ref': name, name, version } },
    components: [...ofDebian, ...ofNode, ...(npm?.components ?? []).filter(isInImage)],
  }
}

function nodeOf(version) {
  const purl = `pkg:generic/node@${version}`
  return { type: 'platform', 'bom-ref': purl, name: 'node', version, purl }
}

/** Neither for development alone, nor taken out by the Dockerfile: the database is a server of its own, types are for the build. */
function isInImage({ purl = '', properties = [] }) {
  if (properties.some(({ name }) => name === 'cdx:npm:package:development')) return false
  return !/^pkg:npm\/(%40embedded-postgres\/|typescript@)/.test(purl)
}

if (process.argv[1] === import.meta.filename) {
  const [name, version, dpkg, node, npm] = process.argv.slice(2)
  const bill = sbomOf({
    name,
    version,
    dpkg: readFileSync(dpkg, 'utf8'),
    node: readFileSync(node, 'utf8') || null,
    npm: npm ? JSON.parse(readFileSync(npm, 'utf8')) : null,
  })
  console.log(JSON.stringify(bill, null, 2))
}
