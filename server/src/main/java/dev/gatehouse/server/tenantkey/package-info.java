/**
 * Keys of a tenant beside those that sign its tokens: the hierarchy of its encryption keys, and the public keys of its own that
 * signatures are checked with. Kinds: tenant_key, custom_signing_keys.
 */
@NullMarked
package dev.gatehouse.server.tenantkey;

import org.jspecify.annotations.NullMarked;
