import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'

import { parseAllDocuments } from 'yaml'
import * as z from 'zod'

import { type Header, headerOf, parseSources } from '../documents/source.ts'
import { file as sentAs } from './applied.ts'
import { chooseCluster, type Destination } from './chooseCluster.ts'
import type { DocumentsCommand } from './command.ts'
import type { Resource } from './resources.ts'
import { apiVersionOf } from './shelf.ts'

const status = z.object({ message: z.string() })

/**
 * Applies or deletes each document of a file at a running lab, whose Kubernetes API is at `origin`. Yields a
 * line for each. @throws Error with one sentence for the first that is refused
 */
export async function* sendDocuments(
  { verb, file, cluster }: DocumentsCommand,
  origin: string,
): AsyncGenerator<string> {
  const text = await readDocuments(file)
  const name = file === '-' ? 'standard input' : file
  const clusters = await fetchClusters(origin)
  for (const body of documentsOf(text)) {
    const [source] = parseSources(name, body)
    if (source === undefined) continue
    const header = headerOf(source)
    const to = chooseCluster(clusters, header, cluster)
    const url = `${origin}/clusters/${to.id}${pathOf(to.resource, header)}`
    const response = await fetch(url, requestOf(verb, body))
    if (!response.ok) throw new Error(await sentenceOf(response, name))
    yield `${header.kind} ${header.namespace}/${header.name} ${doneTo(verb, response.status)} in ${to.id}`
  }
}

async function readDocuments(file: string): Promise<string> {
  if (file === '-') return readAll(process.stdin)
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(
      `${file} cannot be read. Give the path of a YAML file, or - for standard input.`,
      {
        cause,
      },
    )
  })
}

const clustersSchema = z.object({
  clusters: z.array(
    z.object({
      id: z.string(),
      namespaces: z.array(z.string()),
      resources: z.array(
        z.object({
          group: z.string(),
          version: z.string(),
          kind: z.string(),
          plural: z.string(),
          clusterScoped: z.literal(true).exactOptional(),
        }),
      ),
    }),
  ),
})

async function fetchClusters(origin: string): Promise<Destination[]> {
  const response = await fetch(`${origin}/clusters`).catch((cause: unknown) => {
    throw new Error(
      `No lab answers at ${origin}. Start it with npm start, or name its port in LAB_KUBERNETES_PORT.`,
      { cause },
    )
  })
  return clustersSchema.parse(await response.json()).clusters
}

/** The documents of a file as text, each below so many empty lines that its places are those of the file. */
function documentsOf(text: string): string[] {
  return [...parseAllDocuments(text)].flatMap(({ contents, range }) => {
    if (contents === null) return []
    const [start, end] = range
    return ['\n'.repeat(text.slice(0, start).split('\n').length - 1) + text.slice(start, end)]
  })
}

const requestOf = (verb: DocumentsCommand['verb'], body: string): RequestInit =>
  verb === 'delete'
    ? { method: 'DELETE' }
    : { method: 'PATCH', headers: { 'content-type': 'application/apply-patch+yaml' }, body }

function pathOf(resource: Resource, { namespace, name }: Header): string {
  const version = apiVersionOf(resource)
  const root = resource.group === '' ? `/api/${version}` : `/apis/${version}`
  const space = resource.clusterScoped ? '' : `/namespaces/${namespace}`
  return `${root}${space}/${resource.plural}/${name}?fieldManager=kubectl&force=true`
}

const doneTo = (verb: DocumentsCommand['verb'], code: number): string =>
  verb === 'delete' ? 'deleted' : code === 201 ? 'created' : 'configured'

async function sentenceOf(response: Response, file: string): Promise<string> {
  const said = await response.text()
  const { message } = status.safeParse(parseJson(said)).data ?? { message: said }
  return message.replace(`${sentAs}:`, `${file}:`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
