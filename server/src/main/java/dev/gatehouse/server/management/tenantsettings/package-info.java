/** Route: /tenants/settings. Kind: tenant_settings, one document. */
@NullMarked
package dev.gatehouse.server.management.tenantsettings;

import org.jspecify.annotations.NullMarked;
