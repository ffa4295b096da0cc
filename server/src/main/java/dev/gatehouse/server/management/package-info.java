/** The resources of the Management API, one package each, and the one list of them. */
@NullMarked
package dev.gatehouse.server.management;

import org.jspecify.annotations.NullMarked;
