/** Several packaged servers on one PostgreSQL: killed, restarted one by one, and upgraded under load. */
@NullMarked
package dev.gatehouse.it.cluster;

import org.jspecify.annotations.NullMarked;
