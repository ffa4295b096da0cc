/** The tenants in the database. Table: tenant. */
@NullMarked
package dev.gatehouse.server.store.tenant;

import org.jspecify.annotations.NullMarked;
