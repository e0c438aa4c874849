const light = new Set(
  `a an the and or of to in on at by for from with without is are was were be been do does did can could should would
  will may might must i we you it its they them this that these those there here what which who whom whose where when
  why how me my our your please tell show give explain describe about any some all list get use used using work works
  need want have has had if then than so as not no yes more most much many one also into out up mean means know
  example examples yaml manifest difference
  between good called made purpose`.split(/\s+/),
)

/** The words of a question that say what it is about, in its order and spelling. */
export const weightyWords = (text: string): string[] =>
  (text.match(/[\w.-]+\w|\w/g) ?? [])
    .filter((word) => !light.has(word.toLowerCase()) && !/^\d$/.test(word))
    .slice(0, mostWords)

/** So many of them are enough to search by; a pasted page would keep the search busy for long. */
const mostWords = 24

/**
 * How many of a question's weighty words a text has, as words or beginnings of words; "limits" counts for
 * "limiting", and "policy" for "TrafficPolicy".
 */
export function relevance(text: string, question: string): number {
  const parts = text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []
  const words = [...parts, ...(text.match(/\w+/g) ?? [])].map((word) => word.toLowerCase())
  const stems = new Set(weightyWords(question).map((word) => stem(word.toLowerCase())))
  return [...stems].filter((each) =>
    words.some((word) => (each.length > 2 ? word.startsWith(each) : word === each)),
  ).length
}

const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ations?|ies|ing|ed|es|s|y)$/, '') : word
