/**
 * What can go wrong with a call, each with the facts.
 *
 * @serial exclude
 */
@NullMarked
package dev.gatehouse.client.error;

import org.jspecify.annotations.NullMarked;
