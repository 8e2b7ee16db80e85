import { defineStore } from 'pinia'
import { useTranslator } from '../wording/translator.ts'
import { useNotices } from './notices.ts'
import type { Direction } from './undo.ts'

/** What a form that is open can undo and redo by itself. */
export interface FormUndo {
  /** The `data-form-undo` of the elements that its controls are in. */
  readonly name: string
  can(direction: Direction): boolean
  step(direction: Direction): void
}

/** What a person does in a form arrives as one of these. */
export const BY_PERSON = ['input', 'change', 'click', 'keydown', 'focusout', 'drop', 'paste'] as const

/** Where a person is at work at this moment: in a form, or in a list that one has opened. */
interface Work {
  readonly form: string | undefined
  readonly isInList: boolean
}

/** The forms that are open: undo and redo are theirs before they are about operations. */
export const useFormUndos = defineStore('form-undos', () => {
  const forms = new Set<FormUndo>()
  const notices = useNotices()
  const translator = useTranslator()

  let work: Work | null = null

  const nameAround = (target: EventTarget | null): string | undefined =>
    target instanceof Element
      ? target.closest<HTMLElement>('[data-form-undo]')?.dataset['formUndo']
      : undefined
  const around = (target: EventTarget | null): FormUndo | undefined => {
    const name = nameAround(target)
    return name === undefined ? undefined : [...forms].find((form) => form.name === name)
  }

  /** A form that another view has taken the place of, such as a review of it, is not changed unseen. */
  const isShown = ({ name }: FormUndo): boolean =>
    document.querySelector(`[data-form-undo="${name}"]`) !== null

  return {
    /** Makes it one of them until the function that comes back is called. */
    add(form: FormUndo): () => void {
      forms.add(form)
      return () => forms.delete(form)
    },
    /** Takes note of an event of `BY_PERSON`, for as long as what follows from it at once is done. */
    notePerson({ target }: Event): void {
      const mine = {
        form: nameAround(target),
        isInList: target instanceof Element && target.closest('.v-overlay-container') !== null,
      }
      work = mine
      setTimeout(() => {
        if (work === mine) work = null
      })
    },
    /** False for what the page puts into the form by itself, such as the answer to a save. */
    isPersonAtWork: (name: string): boolean => work !== null && (work.form === name || work.isInList),
    /** Whether what is typed there is undone by the form, so that the browser's own undo has no part in it. */
    owns: (target: EventTarget | null): boolean => around(target) !== undefined,
    /**
     * Takes the form's last change back, or does it again: of the form that has the focus, or else of one that has
     * something to undo. False where it is not about a form. One that has the focus and nothing left says so.
     */
    step(direction: Direction): boolean {
      const focused = around(document.activeElement)
      const form = focused ?? [...forms].findLast((one) => one.can(direction) && isShown(one))
      if (!form) return false
      if (form.can(direction)) form.step(direction)
      // What the page's message takes back, such as the save of this form, is what the key that it names is for.
      else if (notices.current?.undo != null) return false
      else
        notices.hint(() => ({
          fact: translator.t(`history.form.nothing.${direction}`),
          rest: translator.t(`history.form.outside.${direction}`),
        }))
      return true
    },
  }
})
