/** A part of a Markdown page: the text of its `##` heading and what is below it. */
interface Section {
  heading: string
  text: string
}

/** Splits a page at its `##` headings; what is above the first one is left out. */
export const sectionsOf = (page: string): Section[] =>
  page
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      return { heading, text: lines.join('\n').trim() }
    })
