import { createHash } from 'node:crypto'

/** How a person is drawn wherever two of them stand side by side: never by colour alone. */
type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'ring'

/** An account of realm `solo`. Its password is its name, as in the lab that the realm comes from. */
export interface Person {
  /** `sub` of every token: a UUID as in Keycloak, the same on every machine and after every restart. */
  id: string
  name: string
  givenName: string
  familyName: string
  email: string
  groups: string[]
  /** What this account is there to show, for the tile on the sign-in page. */
  meantFor: string
  shape: Shape
}

/** A UUID (RFC 9562, version 8: made by a rule of one's own) out of a name within the realm. */
export function realmUuid(name: string): string {
  const bytes = createHash('sha256').update(`solo/${name}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function person(
  name: string,
  familyName: string,
  groups: string[],
  shape: Shape,
  meantFor: string,
): Person {
  const givenName = name.charAt(0).toUpperCase() + name.slice(1)
  const email = `${name}@example.com`
  return { id: realmUuid(name), name, givenName, familyName, email, groups, meantFor, shape }
}

/** Everybody, in the order of the tiles. */
export const people: readonly Person[] = [
  person('alice', 'Fte', ['field-fte'], 'circle', 'Sees and calls all ten tools'),
  person('bob', 'Trial', ['field-trial'], 'square', 'Sees two of the ten tools'),
  person('carol', 'Admin', ['field-admin'], 'triangle', 'Superuser of the registry'),
  person('dave', 'Nogroup', [], 'diamond', 'Signed in, allowed nothing'),
  person('presenter', 'Operator', ['field-admin'], 'ring', 'Operates the console'),
]

export const personById = (id: string): Person | undefined => people.find((one) => one.id === id)

/** By user name or e-mail address, whatever the case: Keycloak's `loginWithEmailAllowed`. */
export function personByLogin(login: string): Person | undefined {
  const wanted = login.trim().toLowerCase()
  return people.find((one) => one.name === wanted || one.email === wanted)
}

/** The person whom these credentials prove, or undefined; which half was wrong is not told. */
export function authenticate(login: string, password: string): Person | undefined {
  const found = personByLogin(login)
  return found?.name === password ? found : undefined
}
