import { BACKEND_TEXTS } from '../../languages/backend-texts.ts'
import { byLanguage, type Language } from '../../languages/languages.ts'
import type { Service } from '../../domain/services.ts'
import type { Template } from '../../domain/mail/template.ts'
import { serviceName } from '../commerce-words.ts'

const templates = (service: Service) =>
  byLanguage((_, code) => BACKEND_TEXTS[code].defaultTemplate(serviceName(service)))

/** What is sent until somebody words it otherwise. */
export const DEFAULT_TEMPLATES: Record<Service, Record<Language, Template>> = {
  events: templates('events'),
  training: templates('training'),
}
