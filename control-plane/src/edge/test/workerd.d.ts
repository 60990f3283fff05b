/** The package says nothing of its types: it exports where the program lies. */
declare module 'workerd' {
  const path: string
  export default path
}
