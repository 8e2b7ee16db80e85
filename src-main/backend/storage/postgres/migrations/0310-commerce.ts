import { destination, json, MODE, optionalJson, SERVICE, TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

const REVISION = 'bigint REFERENCES commerce_revision (revision)'
/** An operation is recorded once its counts are known, after what it wrote: it is looked for when the transaction ends. */
const OPERATION = 'bigint NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED'
/** What an account logs in with: a sealed secret. Dropping it drops what points at it and nothing else. */
const PASSWORD = `
  service ${SERVICE},
  mode ${MODE},
  provider ${TEXT} NOT NULL,
  secret ${TEXT} NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
  set_at bigint NOT NULL,
  verified_at bigint`

/**
 * E-commerce: each service's row points at revisions, which are never changed, so that old and new settings can never
 * mix. A revision holds both modes as they were after it. Passwords are sealed values in `secret`.
 */
export const commerce: Migration = {
  number: 310,
  name: 'commerce',
  sql: `
    CREATE TABLE commerce_revision (
      revision bigint PRIMARY KEY,
      operation_id ${OPERATION},
      at bigint NOT NULL,
      for_events bigint NOT NULL CHECK (for_events IN (0, 1)),
      for_training bigint NOT NULL CHECK (for_training IN (0, 1)),
      mode ${MODE},
      reason ${TEXT} NOT NULL,
      changed ${json('changed')} NOT NULL,
      restored_from ${REVISION},
      test ${json('test')} NOT NULL,
      production ${optionalJson('production')}
    );

    -- No revision: empty in Test, nothing in Production. 'version' counts every change of the service.
    CREATE TABLE commerce_service (
      service ${SERVICE} PRIMARY KEY,
      enabled bigint NOT NULL CHECK (enabled IN (0, 1)),
      mode ${MODE},
      version bigint NOT NULL,
      test_revision ${REVISION},
      production_revision ${REVISION}
    );
    INSERT INTO commerce_service VALUES ('events', 0, 'test', 0, NULL, NULL), ('training', 0, 'test', 0, NULL, NULL);

    CREATE TABLE secret_box (
      id bigint PRIMARY KEY CHECK (id = 1),
      seal ${TEXT} NOT NULL CHECK (seal IN ('keychain', 'passphrase')),
      wrapped ${json('wrapped')} NOT NULL
    );

    -- 'target' is what it was stored for: it is used for nothing else.
    CREATE TABLE secret (name ${TEXT} PRIMARY KEY, sealed ${TEXT} NOT NULL, target ${TEXT} NOT NULL);

    -- One for each login that an account had.
    CREATE TABLE commerce_password (${PASSWORD},
      revision ${REVISION} NOT NULL,
      PRIMARY KEY (service, mode, provider, secret)
    );

    -- 'given_at' is null where a person says so.
    CREATE TABLE commerce_grant (
      service ${SERVICE},
      mode ${MODE},
      provider ${TEXT} NOT NULL,
      account ${TEXT} NOT NULL,
      scopes ${json('scopes')} NOT NULL,
      at bigint NOT NULL,
      given_at ${destination('given_at')},
      PRIMARY KEY (service, mode, provider)
    );

    -- What a service was before an operation: what undo puts back while 'version_after' still applies.
    CREATE TABLE commerce_before (
      operation_id ${OPERATION},
      service ${SERVICE},
      version_after bigint NOT NULL,
      enabled bigint NOT NULL,
      mode ${MODE},
      test_revision ${REVISION},
      production_revision ${REVISION},
      grants ${optionalJson('grants')},
      PRIMARY KEY (operation_id, service)
    );

    -- The passwords that linking took from a service.
    CREATE TABLE commerce_before_password (${PASSWORD},
      operation_id bigint NOT NULL,
      revision bigint NOT NULL,
      PRIMARY KEY (operation_id, service, mode, provider, secret)
    );
  `,
}
