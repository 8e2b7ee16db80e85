import type { FileReason, StoragePlace, StorageReason } from '../../../contract/storage-reasons.ts'
import type { ErrorText } from '../../../wording/error-texts.ts'

const PLACES: Readonly<Record<StoragePlace, string>> = {
  data: 'datamappen',
  backups: 'mappen for sikkerhetskopier',
  logs: 'loggmappen',
  transfers: 'mappen for opp- og nedlastinger',
  settings: 'mappen for personlige valg',
}

/** A folder's name inside a sentence. */
export const placeName = (place: StoragePlace): string => PLACES[place]

const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const REASONS: Readonly<Record<StorageReason, (place: string) => ErrorText>> = {
  denied: (place) => ({
    fact: `Du har ikke tilgang til å lese og skrive i ${place}.`,
    remedy: 'Gi deg selv tilgang, eller be den som har ansvar for maskinen, om det, og prøv igjen.',
  }),
  'read-only': (place) => ({
    fact: `Disken med ${place} er skrivebeskyttet.`,
    remedy: 'Fjern skrivebeskyttelsen, eller flytt mappen til en annen disk, og prøv igjen.',
  }),
  'not-a-folder': (place) => ({
    fact: `Det ligger en fil der ${place} skulle ha vært.`,
    remedy: 'Flytt filen eller gi den et annet navn, og prøv igjen.',
  }),
  'not-a-file': (place) => ({
    fact: `I ${place} ligger det en mappe med samme navn som en av programmets filer.`,
    remedy: 'Flytt den eller gi den et annet navn, og prøv igjen.',
  }),
  'path-too-long': (place) => ({
    fact: `Banen til ${place} er for lang.`,
    remedy: 'Flytt mappen høyere opp på disken, eller gi mappene på veien kortere navn, og prøv igjen.',
  }),
  'dangling-link': (place) => ({
    fact: `${atStart(place)}, eller noe i den, er en lenke til noe som ikke finnes.`,
    remedy: 'Koble til disken som lenken peker på, eller rett lenken, og prøv igjen.',
  }),
  'io-error': (place) => ({
    fact: `Disken med ${place} meldte om en feil.`,
    remedy:
      'Kontroller at den er ordentlig tilkoblet, og prøv igjen. Hvis det skjer flere ganger, bør du snart kopiere mappen til en annen disk.',
  }),
  gone: (place) => ({
    fact: `${atStart(place)}, eller en av programmets filer i den, finnes ikke.`,
    remedy: 'Koble til disken den ligger på, eller legg den tilbake, og prøv igjen.',
  }),
  quota: (place) => ({
    fact: `Du har brukt opp plassen du har fått på disken med ${place}.`,
    remedy: 'Slett det du ikke trenger, eller be om mer plass, og prøv igjen.',
  }),
  'too-large': (place) => ({
    fact: `En fil i ${place} kan ikke bli større: Grensen for filstørrelse er nådd.`,
    remedy:
      'Flytt mappen til en disk som tillater større filer, eller be den som har ansvar for maskinen, om å heve grensen, og prøv igjen.',
  }),
  'in-use': (place) => ({
    fact: `Et annet program har en fil i ${place} åpen og slipper ingen andre til.`,
    remedy:
      'Vent til det er ferdig, eller lukk det. Det kan være et antivirusprogram, sikkerhetskopiering eller synkronisering. Prøv så igjen.',
  }),
  'no-locks': (place) => ({
    fact: `${atStart(place)} ligger på en disk som ikke kan låse filer, trolig en nettverksmappe.`,
    remedy: 'Flytt den til en disk i denne maskinen. Sikkerhetskopier kan ligge på nettverket.',
  }),
  server: () => ({
    fact: 'Databaseserveren avviser programmet, eller den svarer ikke.',
    remedy: 'Kontroller at den er i gang og at du har tilgang til den, og prøv igjen.',
  }),
  other: (place) => ({
    fact: `Systemet lar ikke programmet lese og skrive i ${place}.`,
    remedy: 'Kontroller at disken er tilkoblet, og at du har skrivetilgang til mappen, og prøv igjen.',
  }),
}

/** What is wrong with a folder, and what to do. */
export function unavailableText(reason: StorageReason, place: StoragePlace): ErrorText {
  const { fact, remedy } = REASONS[reason](placeName(place))
  return { fact, remedy: `Ingenting er endret. ${remedy}` }
}

/** Why a file was not saved, after a colon. */
export const unwritableWords: Readonly<Record<FileReason, string>> = {
  full: 'Disken er full',
  denied: 'Du har ikke skrivetilgang der',
  'read-only': 'Disken er skrivebeskyttet',
  'not-a-folder': 'En del av banen er en fil, ikke en mappe',
  'not-a-file': 'Det finnes en mappe med det navnet',
  exists: 'Det finnes alt en mappe med det navnet, og den er ikke tom',
  'path-too-long': 'Banen eller navnet er for langt',
  'dangling-link': 'Den er en lenke til noe som ikke finnes',
  'io-error': 'Disken meldte om en feil',
  gone: 'Mappen finnes ikke lenger',
  quota: 'Du har brukt opp plassen du har fått på disken',
  'too-large': 'Den er større enn filer får være der',
  'in-use': 'Et annet program har den åpen',
  other: 'Systemet tillater det ikke',
}
