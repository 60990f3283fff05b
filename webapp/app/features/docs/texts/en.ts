export const enDocs = {
  docs: {
    title: 'Documentation',
    intro: 'Of version {{version}}, the one that runs here.',
    inEnglish: 'The texts of the documentation are in English.',
    apiDocs: 'Every call of the API is in the',
    way: 'Where this page is',
    onThisPage: 'On this page',
    pages: 'Pages of the documentation',
    chapters: 'Chapters of {{title}}',
    table: 'Table: {{title}}',
    code: 'Code: {{title}}',
    picture: 'Picture: {{title}}',
    copyCode: 'Copy the code: {{title}}',
    turn: 'Before and after this page',
    before: 'Before',
    after: 'Next',
  },
}
