/**
 * Routes: /keys/signing, /keys/encryption, /keys/custom-signing. Kinds: signing_key (package {@code token}), tenant_key and
 * custom_signing_keys (package {@code tenantkey}).
 */
@NullMarked
package dev.gatehouse.server.management.keys;

import org.jspecify.annotations.NullMarked;
