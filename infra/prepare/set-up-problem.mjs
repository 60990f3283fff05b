/** Something that set-up cannot do itself; the message says what a person has to do. */
export class SetUpProblem extends Error {}
