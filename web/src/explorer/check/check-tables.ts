// The words that the checker of texts knows, and its sentences: a file of data.
export const checkFiles = import.meta.glob<string>(['../../../../data/story/*.csv', '../../../../data/messages/story.csv'], { query: '?raw', import: 'default', eager: true })
