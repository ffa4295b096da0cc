/**
 * Routes: /connections/{id}/directory-provisioning and the lists over all connections. Kinds: directory_provisioning and
 * synchronized_groups, of the package connection.
 */
@NullMarked
package dev.gatehouse.server.management.directoryprovisioning;

import org.jspecify.annotations.NullMarked;
