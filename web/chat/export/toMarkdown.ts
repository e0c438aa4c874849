import { sayDuration } from '../../ui/duration.ts'
import { sayModels, sayTokens, sayWay, tokensOf } from '../parts/figures.ts'
import { readable } from '../parts/toolText.ts'
import { toolWords } from '../parts/toolWords.ts'
import type { Answer, Part, ToolPart } from '../transcript.ts'
import { turnsOf } from '../turns.ts'
import type { ExportSide } from './side.ts'

/**
 * Conversations as a Markdown document to leave behind: question by question, what each side called,
 * said and cost. Reasoning is left out: it is no part of the answer.
 */
export function toMarkdown(title: string, sides: readonly ExportSide[], at: Date): string {
  const several = sides.length > 1
  const turns = turnsOf(sides.map(({ answers }) => answers))
  const body = turns.flatMap(({ question, sides: runs }, index) => [
    `## ${index + 1}. ${oneLine(question) || 'Decision'}`,
    ...sides.flatMap((side, which) => {
      const answers = runs[which] ?? []
      const head = several ? [`### ${side.deployment}`] : []
      return [...head, ...(answers.length > 0 ? answers.flatMap(answerText) : ['*Not asked.*'])]
    }),
  ])
  const head = [`# ${oneLine(title)}`, ...sides.map(sideText), `Exported ${at.toISOString()}.`]
  return `${[...head, ...body].join('\n\n')}\n`
}

function sideText({ deployment, persona, conversation, target }: ExportSide): string {
  const lines = [
    `- Deployment \`${deployment}\``,
    target && `- Agent \`${target.agent.name}@${target.agent.tag}\``,
    target?.agent.image && `- Image \`${target.agent.image}\``,
    target &&
      `- Runtime \`${target.runtime}\` (${[target.runtimeType, target.region].filter(Boolean).join(', ')})`,
    target?.offlineModel && '- Answers by the offline model',
    persona && `- Asked as ${persona}`,
    `- Conversation \`${conversation}\``,
  ]
  return lines.filter(Boolean).join('\n')
}

function answerText(answer: Answer): string[] {
  const { input, parts, failure, state } = answer
  const decided =
    input.kind === 'decision'
      ? [
          `*${input.approved ? 'Approved' : 'Rejected'}${input.reason ? `: ${oneLine(input.reason)}` : ''}.*`,
        ]
      : []
  const ends = [
    failure && `**${oneLine(failure.message)}** ${oneLine(failure.hint ?? '')}`.trim(),
    state === 'stopped' && '*Stopped here.*',
    state === 'waiting' && '*Waits for a decision.*',
    state === 'running' && '*Still answering when this was exported.*',
  ].filter((each) => typeof each === 'string')
  return [...decided, ...parts.flatMap(partText), ...ends, figuresText(answer)].filter(Boolean)
}

function partText(part: Part): string[] {
  if (part.kind === 'text') return [part.text.trim()]
  if (part.kind === 'notice') return [`> ${oneLine(part.text)}`]
  return part.kind === 'tool' ? toolText(part) : []
}

function toolText({ name, args, result, state, ms }: ToolPart): string[] {
  const words = [toolWords[state], ...(ms === undefined ? [] : [sayDuration(ms)])].join(', ')
  const given = readable(args === '' ? '{}' : args)
  const head = [`Tool \`${name}\`: ${words}`, fenced(given.shown, 'json')]
  if (result === undefined) return head
  const { shown, cut } = readable(result)
  const rest = cut > 0 ? [`*${cut.toLocaleString('en')} more characters are left out.*`] : []
  return [...head, 'Result:', fenced(shown, ''), ...rest]
}

function figuresText({ timing, usage, meta }: Answer): string {
  const tokens = tokensOf(usage)
  const figures = [
    tokens && sayTokens(tokens),
    timing && `${sayDuration(timing.totalMs)} in all`,
    typeof timing?.firstByteMs === 'number' &&
      `first byte after ${sayDuration(timing.firstByteMs)}`,
    sayModels(usage),
    meta && sayWay(meta),
  ].filter(Boolean)
  return figures.length > 0 ? `*${figures.join(' · ')}*` : ''
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** A code block that nothing in the text can end: its fence is longer than any run of ticks in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}
