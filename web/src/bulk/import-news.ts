// What was done on one page of workbooks and is said on the next.
let news = ''

export function leaveNews(sentence: string): void {
  news = sentence
}

export function takeNews(): string {
  const sentence = news
  news = ''
  return sentence
}
