import { nameOf, products } from './names.ts'
import type { Recipe } from './recipe.ts'
import { bullets, listed, paragraphs } from './wording.ts'

const examples = [
  '"What is a kgateway TrafficPolicy?", then "And its rateLimit field?"',
  '"How do I give each group its own MCP tools?"',
  '"What is the difference between kgateway and agentgateway?"',
  '"Which versions of kagent are known?"',
  '"Which ports does agentgateway use?"',
]

const known = listed(products.map(({ id }) => nameOf(id)))

export const hello: Recipe = () => ({
  say: paragraphs(
    `Hello. Ask me about ${known}; I look it up in the knowledge base.`,
    'For example:',
    bullets(examples),
  ),
})

export const help: Recipe = () => ({
  say: paragraphs(
    `I answer questions about ${known}. I call the tools of the knowledge base, build the answer from what they return, and name the file or the kind it is from. When they return nothing, I say so.`,
    'You can ask, for example:',
    bullets(examples),
    'A question may refer to the one before it.',
  ),
})

export const thanks: Recipe = () => ({
  say: 'You are welcome. Ask on whenever you like; I remember what we have spoken of in this conversation.',
})
