/** The English texts of where channels run. */
export const enPlacement = {
  placement: {
    automatic: 'Chosen automatically',
    automaticHint: 'Those on a host that is well stay. Others go where there is room.',
    chosen: 'chosen by a person',
    free: '{{free}} of {{usable}} cores free',
    state: {
      draining: 'draining',
      unknown: 'silent: unknown',
      never: 'never connected',
    },
    move: 'Move',
    moveNamed: 'Move {{name}} to another host',
    moveTo: 'To',
    moveAllNamed: 'Move the channels of {{name}}',
    moveAll: 'Move its channels',
  },
}
