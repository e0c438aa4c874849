import { type Document, isMap, parseAllDocuments } from 'yaml'

import { headerOf, parseSources, type Source } from '../documents/source.ts'
import { apiVersionOf, type ObjectKey } from './shelf.ts'
import { StatusError } from './status.ts'

/** How refusals call the text that was sent. */
export const file = 'applied.yaml'

/** The object that a caller has seen; anything else is a conflict. */
export interface Preconditions {
  uid?: string | undefined
  resourceVersion?: string | undefined
}

/** The body of an apply, ready for the gateway. */
export interface Applied {
  /** As it was sent, unless something had to be taken out or added: places in it are the caller's then. */
  text: string
  given: Source
  preconditions: Preconditions
}

const bad = (message: string): StatusError => new StatusError('BadRequest', message)

/** Reads YAML, or JSON, which is YAML. @throws StatusError for what is not this one object */
export function readApplied(key: ObjectKey, body: string): Applied {
  try {
    return readObject(key, body)
  } catch (error) {
    if (error instanceof StatusError) throw error
    // no header, an alias without its anchor, or too many of them
    throw bad(`error decoding YAML: ${error instanceof Error ? error.message : 'not an object'}`)
  }
}

function readObject(key: ObjectKey, body: string): Applied {
  const [document, another] = [...parseAllDocuments(body)]
  if (document === undefined || another !== undefined || !isMap(document.contents))
    throw bad('error decoding YAML: the body of an apply is one object')
  const [error] = document.errors
  if (error !== undefined) throw bad(`error decoding YAML: ${error.message.split('\n')[0]}`)
  if (document.hasIn(['metadata', 'managedFields'])) throw bad('metadata.managedFields must be nil')
  const preconditions = {
    uid: textAt(document, 'uid'),
    resourceVersion: textAt(document, 'resourceVersion'),
  }
  const text = withoutServersOwn(document, key) ? document.toString() : body
  const [given] = parseSources(file, text)
  if (given === undefined) throw bad('error decoding YAML: the body of an apply is one object')
  checkAddress(key, given)
  return { text, given, preconditions }
}

function textAt(document: Document, field: string): string | undefined {
  const value = document.getIn(['metadata', field])
  return typeof value === 'string' ? value : undefined
}

/** Takes out what only the server writes and adds the namespace of the address; whether there was anything to do. */
function withoutServersOwn(document: Document, { namespace, resource }: ObjectKey): boolean {
  const servers = [
    ...['uid', 'resourceVersion', 'generation', 'creationTimestamp'].map((field) => [
      'metadata',
      field,
    ]),
    ['status'],
  ]
  const taken = servers.filter((path) => document.deleteIn(path))
  if (resource.clusterScoped || document.hasIn(['metadata', 'namespace'])) return taken.length > 0
  if (namespace === 'default') return taken.length > 0
  document.setIn(['metadata', 'namespace'], namespace)
  return true
}

function checkAddress({ resource, namespace, name }: ObjectKey, given: Source): void {
  const header = headerOf(given)
  if (header.apiVersion !== apiVersionOf(resource) || header.kind !== resource.kind)
    throw bad(
      `the object is a ${header.apiVersion} ${header.kind}, the address is that of ${apiVersionOf(resource)} ${resource.kind}`,
    )
  if (header.name !== name)
    throw bad(
      `the name of the object (${header.name}) does not match the name on the URL (${name})`,
    )
  if (header.namespace !== namespace)
    throw bad(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
}
