/** The English texts about what somebody else changed while a form was open. */
export const enChanged = {
  changed: {
    title: 'Somebody changed this meanwhile: {{fields}}.',
    text: 'Your version has not been saved. Save again to put yours in its place, or reload the page to see theirs.',
  },
}
