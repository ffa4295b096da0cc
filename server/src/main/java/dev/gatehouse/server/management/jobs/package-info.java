/** Routes: /jobs. Tables: those of the package job. */
@NullMarked
package dev.gatehouse.server.management.jobs;

import org.jspecify.annotations.NullMarked;
