/** A start that cannot succeed as things are; its message tells the operator what to do. */
export class StartProblem extends Error {
  override name = 'StartProblem'
}
