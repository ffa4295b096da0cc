/** Typed views over JSON: what a model does not know survives, and a wrong type fails only when it is read. */
@NullMarked
package dev.gatehouse.client.json;

import org.jspecify.annotations.NullMarked;
