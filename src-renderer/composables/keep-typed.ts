/**
 * A form after something else was saved elsewhere: what a person has typed stays, and the fields they have not changed show what is
 * stored now. Without that, saving the form would put back what those held before.
 */
export function keepTyped<T extends object>(typed: T, was: T, is: T): T {
  const fields = Object.keys(typed) as (keyof T)[]
  return Object.fromEntries(
    fields.map((field) => [field, (typed[field] === was[field] ? is : typed)[field]]),
  ) as T
}
