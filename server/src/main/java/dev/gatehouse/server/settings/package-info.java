/** The settings of a tenant: their view, defaults and store. Kind: tenant_settings, one document. */
@NullMarked
package dev.gatehouse.server.settings;

import org.jspecify.annotations.NullMarked;
