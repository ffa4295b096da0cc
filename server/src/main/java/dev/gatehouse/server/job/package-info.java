/** Work that was asked for through the API, and how far it is. Table: job. */
@NullMarked
package dev.gatehouse.server.job;

import org.jspecify.annotations.NullMarked;
