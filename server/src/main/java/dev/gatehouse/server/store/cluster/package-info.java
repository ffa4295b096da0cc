/**
 * What the nodes on one database tell each other through it, several times a second: which of what they keep in memory has
 * changed, and what they have counted. Table: change_version.
 */
@NullMarked
package dev.gatehouse.server.store.cluster;

import org.jspecify.annotations.NullMarked;
