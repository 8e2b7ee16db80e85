import type { DatabaseProblem } from '../../../contract/error-codes.ts'
import type { ErrorText } from '../../../wording/error-texts.ts'

const ADDRESS = 'ECOMMERCE_ADMIN_DATABASE'

/** What is wrong with what names the site's database, and what to write in its place. */
export const databaseProblems: Readonly<Record<DatabaseProblem, (found: string) => ErrorText>> = {
  'not-an-address': () => ({
    fact: `${ADDRESS} er ikke adressen til en PostgreSQL-database.`,
    remedy: 'Skriv den som postgresql://BRUKER@SERVER:5432/DATABASE, eller utelat den.',
  }),
  'no-user': () => ({
    fact: `${ADDRESS} sier ikke hvilken bruker av databasen det gjelder.`,
    remedy: 'Skriv brukeren foran serveren: postgresql://BRUKER@SERVER/DATABASE.',
  }),
  'no-password': () => ({
    fact: 'Passordet til databasen mangler.',
    remedy: `Legg det i ${ADDRESS}_PASSWORD.`,
  }),
  'no-database': () => ({
    fact: `${ADDRESS} sier ikke hvilken database det gjelder.`,
    remedy: 'Skriv databasen etter serveren: postgresql://BRUKER@SERVER/DATABASE.',
  }),
  'unknown-parameter': (found) => ({
    fact: `${ADDRESS} har parameteren «${found}», som programmet ikke kjenner.`,
    remedy: 'Fjern den. Bare sslmode og sslrootcert kan stå etter spørsmålstegnet.',
  }),
  'unknown-tls': (found) => ({
    fact: `${ADDRESS} har sslmode=${found}, som programmet ikke kjenner.`,
    remedy: 'Utelat det, eller skriv sslmode=verify-full.',
  }),
  'tls-needed': (found) => ({
    fact: `${ADDRESS} slår av krypteringen til en server på en annen maskin, ${found}.`,
    remedy: 'Fjern sslmode=disable.',
  }),
  'no-certificate': (found) => ({
    fact: `Sertifikatet i sslrootcert kan ikke leses: ${found}.`,
    remedy: 'Oppgi en fil med sertifikatet til serverens utsteder, som tekst (PEM).',
  }),
  'bad-choice': () => ({
    fact: 'Filen database.json i datamappen, som sier hvor nettstedet er lagret, er skadet.',
    remedy:
      'Slett den for å åpne nettstedet på denne maskinen. Databasen kan velges på nytt i innstillingene.',
  }),
}
