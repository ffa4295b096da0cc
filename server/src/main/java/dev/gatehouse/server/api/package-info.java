/**
 * The life of a Management API request: routed by the contract, its token and scopes checked, its parameters and payload
 * validated, handed to the {@link dev.gatehouse.server.api.Handler} of its operation, and its answer narrowed to the fields
 * asked for.
 */
@NullMarked
package dev.gatehouse.server.api;

import org.jspecify.annotations.NullMarked;
