/** Of every part that is built from here; a test holds it to the package's own. */
export const PRODUCT_VERSION = '2.0.0'
