/** Set by `npm run test:thorough`. */
const isThorough = process.env.THOROUGH === '1'

/**
 * The size of a campaign (kills, hostile input, random sequences): small in `npm test`, full in `npm run
 * test:thorough`, which runs every spec file that imports this one.
 */
export const campaignSize = ({ small, full }: { small: number; full: number }): number =>
  isThorough ? full : small

/** The longest that one test of a campaign may take. */
export const CAMPAIGN_TIMEOUT_MS = campaignSize({ small: 300_000, full: 3_600_000 })

/**
 * How much is still to be done when a process is killed for the time `kill`, the first being 1, where so much is left
 * now. From half to one and a half of an equal share is done before each; two shares remain after the last, so that no
 * process is done before it is killed.
 */
export const leftAtKill = (kill: number, { kills, left }: { kills: number; left: number }): number =>
  left - Math.round((left / (kills - kill + 3)) * (0.5 + Math.random()))
