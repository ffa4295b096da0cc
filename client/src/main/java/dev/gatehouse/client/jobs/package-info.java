/**
 * Long work in the background: waiting for a job, importing any number of users, exporting all of them to a file. Over the
 * operations on {@code /jobs}; reached by {@link dev.gatehouse.client.ManagementClient#bulk}.
 *
 * @serial exclude
 */
@NullMarked
package dev.gatehouse.client.jobs;

import org.jspecify.annotations.NullMarked;
