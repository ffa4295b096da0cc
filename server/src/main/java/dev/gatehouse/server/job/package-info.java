/** Work that was asked for through the API, how far it is, and its files. Tables: job, job_piece, job_error. */
@NullMarked
package dev.gatehouse.server.job;

import org.jspecify.annotations.NullMarked;
