import type { Migration } from './migration.ts'

const SERVICE = `TEXT NOT NULL CHECK (service IN ('events', 'training'))`
const MODE = `TEXT NOT NULL CHECK (mode IN ('test', 'production'))`

/**
 * E-commerce: each service's row points at revisions, which are never changed, so that old and new settings can
 * never mix. A revision holds both modes as they were after it. Passwords are sealed values in `secret`; accounts
 * point at them, so that dropping a secret drops what points at it and nothing else. An operation is recorded once its
 * counts are known, after what it wrote, so those references are looked at when the transaction ends.
 */
export const commerce: Migration = {
  number: 20,
  name: 'commerce',
  up(connection) {
    connection.exec(`
      CREATE TABLE commerce_revision (
        revision INTEGER PRIMARY KEY,
        operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
        at INTEGER NOT NULL,
        for_events INTEGER NOT NULL CHECK (for_events IN (0, 1)),
        for_training INTEGER NOT NULL CHECK (for_training IN (0, 1)),
        mode ${MODE},
        reason TEXT NOT NULL,
        changed TEXT NOT NULL CHECK (json_valid(changed)),
        restored_from INTEGER REFERENCES commerce_revision (revision),
        test TEXT NOT NULL CHECK (json_valid(test)),
        production TEXT CHECK (json_valid(production))
      ) STRICT;

      -- No revision: empty in Test, nothing in Production. 'version' counts every change of the service.
      CREATE TABLE commerce_service (
        service TEXT PRIMARY KEY CHECK (service IN ('events', 'training')),
        enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        mode ${MODE},
        version INTEGER NOT NULL,
        test_revision INTEGER REFERENCES commerce_revision (revision),
        production_revision INTEGER REFERENCES commerce_revision (revision)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO commerce_service VALUES ('events', 0, 'test', 0, NULL, NULL), ('training', 0, 'test', 0, NULL, NULL);

      CREATE TABLE secret_box (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        seal TEXT NOT NULL CHECK (seal IN ('keychain', 'passphrase')),
        wrapped TEXT NOT NULL CHECK (json_valid(wrapped))
      ) STRICT;

      CREATE TABLE secret (name TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE commerce_password (
        service ${SERVICE},
        mode ${MODE},
        provider TEXT NOT NULL,
        secret TEXT NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
        revision INTEGER NOT NULL REFERENCES commerce_revision (revision),
        set_at INTEGER NOT NULL,
        verified_at INTEGER,
        PRIMARY KEY (service, mode, provider)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE commerce_grant (
        service ${SERVICE},
        mode ${MODE},
        provider TEXT NOT NULL,
        account TEXT NOT NULL,
        scopes TEXT NOT NULL CHECK (json_valid(scopes)),
        at INTEGER NOT NULL,
        PRIMARY KEY (service, mode, provider)
      ) STRICT, WITHOUT ROWID;

      -- What a service was before an operation: what undo puts back while 'version_after' still applies.
      CREATE TABLE commerce_before (
        operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
        service ${SERVICE},
        version_after INTEGER NOT NULL,
        enabled INTEGER NOT NULL,
        mode ${MODE},
        test_revision INTEGER REFERENCES commerce_revision (revision),
        production_revision INTEGER REFERENCES commerce_revision (revision),
        grants TEXT CHECK (json_valid(grants)),
        PRIMARY KEY (operation_id, service)
      ) STRICT, WITHOUT ROWID;

      -- The passwords that linking took from a service.
      CREATE TABLE commerce_before_password (
        operation_id INTEGER NOT NULL,
        service ${SERVICE},
        mode ${MODE},
        provider TEXT NOT NULL,
        secret TEXT NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        set_at INTEGER NOT NULL,
        verified_at INTEGER,
        PRIMARY KEY (operation_id, service, mode, provider)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE draft (
        key TEXT PRIMARY KEY,
        content TEXT NOT NULL CHECK (json_valid(content)),
        saved_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- The mode is each service's own from here on.
      DELETE FROM setting WHERE key = 'mode';
    `)
  },
}
