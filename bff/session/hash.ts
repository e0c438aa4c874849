import { hash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url: cookies, one-time codes, handles (ASVS 5.0 7.2.3 asks for 128). */
export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** sha256, base64url: how a secret or an identity is named in the store, which never sees it itself. */
export const digest = (...parts: string[]): string => hash('sha256', parts.join('\n'), 'base64url')
