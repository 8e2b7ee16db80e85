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
