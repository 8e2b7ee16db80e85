import { z } from 'zod'
import { APPLIES_TO_ALL, MODES, SERVICES } from './services.ts'

/** The schemas apart from the values: the window’s first script takes the values, and stays without zod. */
export const serviceSchema = z.enum(SERVICES).meta({ description: 'Webex Events or Webex Training' })
export const appliesToSchema = z.enum(APPLIES_TO_ALL)
export const modeSchema = z.enum(MODES)
