declare const brand: unique symbol

/**
 * What a secret was stored for, as one text: where it may be sent, and as whom it logs in there. A stored secret is used
 * for this and for nothing else, so that it never follows when an address or an account is changed.
 */
export type SecretTarget = string & { readonly [brand]: true }

/** The parts in full, so that no two targets share a text. */
export const secretTarget = (kind: string, ...parts: readonly (string | number)[]): SecretTarget =>
  JSON.stringify([kind, ...parts]) as SecretTarget
