/** Secrets at rest: AES-256-GCM (NIST SP 800-38D) with a key that is kept outside the database. */
@NullMarked
package dev.gatehouse.server.store.encryption;

import org.jspecify.annotations.NullMarked;
