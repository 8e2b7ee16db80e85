import { computed, type Ref, ref, watch } from 'vue'

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

/** The fields that were saved otherwise elsewhere while a person typed in them: saving what is kept replaces what is stored. */
export function savedOtherwise<T extends object, Field extends keyof T>(
  fields: readonly Field[],
  { kept, was, is }: { readonly kept: T; readonly was: T; readonly is: T },
): Field[] {
  return fields.filter((field) => is[field] !== was[field] && kept[field] !== is[field])
}

/** Those fields, for as long as what is typed in them is unsaved. */
export function useSavedOtherwise<Field extends string>(unsaved: Readonly<Ref<readonly Field[]>>) {
  const noted = ref<readonly string[]>([])
  // At once: another template may come with a draft of its own right after.
  watch(unsaved, (now) => now.length === 0 && (noted.value = []), { flush: 'sync' })
  return {
    fields: computed(() => unsaved.value.filter((field) => noted.value.includes(field))),
    note: (fields: readonly Field[]) => void (noted.value = [...noted.value, ...fields]),
  }
}
