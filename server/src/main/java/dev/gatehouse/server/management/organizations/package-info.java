/** Routes: /organizations and all below, /users/{id}/organizations, /client-grants/{id}/organizations. */
@NullMarked
package dev.gatehouse.server.management.organizations;

import org.jspecify.annotations.NullMarked;
