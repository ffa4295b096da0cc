/**
 * What can go wrong with a call, each with the details.
 *
 * @serial exclude
 */
@NullMarked
package dev.gatehouse.client.error;

import org.jspecify.annotations.NullMarked;
